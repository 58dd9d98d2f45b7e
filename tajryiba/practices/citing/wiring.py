"""Called once from `apps.py`."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tajryiba.core import hooks, related
from tajryiba.legal import blocks, subjects
from tajryiba.notify import followables, following, kinds
from tajryiba.notify.followables import Followable
from tajryiba.notify.kinds import Kind

from ..adoption.words import title_of, title_words
from ..models import Practice
from .subjects import ADOPTION, PRACTICE, shows_law

NEW = "practices.new"


def adoption_basis(context: dict, adoption) -> str:
    return blocks.legal_basis(context, adoption) if shows_law(adoption) else ""


def connect() -> None:
    for subject in (PRACTICE, ADOPTION):
        subjects.register(subject)
        related.register("legal.act", blocks.where_used(subject.name), order=10 if subject is PRACTICE else 20)
    related.register("practices.practice.top", blocks.changed_flag, order=10)
    related.register("practices.practice", blocks.legal_basis, order=5)
    related.register("practices.adoption", adoption_basis)
    kinds.register(
        Kind(NEW, label=_("A new practice on what I follow"), subject=_("New practice: %(title)s"), body="%(summary)s")
    )
    followables.register(
        Followable(
            "practice",
            _("practice"),
            Practice,
            lambda user: Practice.objects.published().prefetch_related("texts"),
            title=title_of,
        )
    )
    followables.register_kind(Practice, lambda: gettext("All new practices"), lambda: reverse("practice_list"))
    hooks.register("practice_published", announce_new)


def announce_new(*, practice: Practice, actor=None, **facts) -> None:
    """To who follows its topics, its municipalities, or practices as a kind. Starter content is no news."""
    if practice.starter_key:
        return
    places = list(practice.units.all())
    topics = [practice.main_topic, *practice.other_topics.all()]
    summaries = {lang: text.summary for lang, text in practice.texts_by_language.items()}
    following.announce(
        NEW,
        about=[*topics, *places, ContentType.objects.get_for_model(Practice)],
        facts={"title": title_words(practice), "summary": summaries},
        link=practice.get_absolute_url(),
        key=f"practice:{practice.pk}",
    )
