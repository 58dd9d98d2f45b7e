"""What the library tells people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import in_every_language
from tajryiba.notify import domain as notify
from tajryiba.notify import kinds
from tajryiba.notify.kinds import Kind
from tajryiba.notify.models import Notice

from .models import Material

DUE = "library.review_due"

KINDS = (
    Kind(
        DUE,
        label=_("A material of mine is to be reviewed"),
        subject=_("Does it still hold: «%(title)s»?"),
        body=_("Its day of review has come. Look at the text and the links, mend them, and confirm."),
        for_staff=True,
    ),
)


def register() -> None:
    for kind in KINDS:
        kinds.register(kind)


def tell_due(material: Material) -> list[Notice]:
    """Once for each day of review, however often the sweep comes by."""
    title = in_every_language(lambda: material.text().title)
    link = reverse("library_review", args=[material.pk])
    key = f"material:{material.pk}:{material.review_on}"
    return notify.send(DUE, to=[material.owner], facts={"title": title}, link=link, key=key)
