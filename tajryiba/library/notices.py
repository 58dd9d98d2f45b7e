"""What the library tells people."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import in_every_language
from tajryiba.notify import domain as notify
from tajryiba.notify import followables, following, kinds
from tajryiba.notify.kinds import Kind
from tajryiba.notify.models import Notice

from .models import Material

DUE = "library.review_due"
NEW = "library.new"

KINDS = (
    Kind(
        DUE,
        label=_("A material of mine is to be reviewed"),
        subject=_("Does it still hold: «%(title)s»?"),
        body=_("Its day of review has come. Look at the text and the links, mend them, and confirm."),
        for_staff=True,
    ),
    Kind(
        NEW,
        label=_("A new material on what I follow"),
        subject=_("New in the library: %(title)s"),
        body="%(summary)s",
    ),
)


def register() -> None:
    for kind in KINDS:
        kinds.register(kind)
    followables.register_kind(Material, lambda: gettext("All new materials"), lambda: reverse("material_list"))


def announce_new(material: Material) -> None:
    """To who follows one of its topics, or materials as a kind. Starter content is no news."""
    if material.starter_key:
        return
    texts = material.texts_by_language
    following.announce(
        NEW,
        about=[*material.topics.all(), ContentType.objects.get_for_model(Material)],
        facts={name: {code: getattr(text, name) for code, text in texts.items()} for name in ("title", "summary")},
        link=material.get_absolute_url(),
        key=f"material:{material.pk}",
    )


def tell_due(material: Material) -> list[Notice]:
    """Once for each day of review, however often the sweep comes by."""
    title = in_every_language(lambda: material.text().title)
    link = reverse("library_review", args=[material.pk])
    key = f"material:{material.pk}:{material.review_on}"
    return notify.send(DUE, to=[material.owner], facts={"title": title}, link=link, key=key)
