"""Practices may be asked about: what the app `discuss` must know of them."""

from django.utils.translation import gettext_lazy as _

from tajryiba.core import related
from tajryiba.discuss import blocks, subjects

from ..models import Practice
from . import queries


def title(practice: Practice) -> str:
    text = practice.text()
    return text.title if text else practice.working_title


def register() -> None:
    """A question under a practice goes to the origin; who adopted it is added by the hook "discuss_asked"."""
    subjects.register(
        subjects.Subject(
            name="practice",
            label=_("practice"),
            model=Practice,
            visible=lambda user, practice: practice.is_public,
            title=title,
            url=lambda practice: practice.get_absolute_url(),
            addressees=queries.addressees,
            place=queries.place,
            topics=lambda practice: [practice.main_topic_id, *(topic.pk for topic in practice.other_topics.all())],
            rows=lambda: Practice.objects.prefetch_related("texts", "other_topics"),
        )
    )
    related.register("practices.practice", blocks.thread, order=300)
