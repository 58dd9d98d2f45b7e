"""What is asked of the author, field by field. Every value travels as text; `topics` are keys with commas."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tajryiba.practices.submission.fields import Field
from tajryiba.reference.models import Topic

from ..models import Submission

LEAST_LEAD, LEAST_TEXT = 40, 1500

FIELDS = {
    field.name: field
    for field in (
        Field("lang", _("Language"), "choice", choices=list(settings.LANGUAGES), limit=2),
        Field("title", _("Title"), required=True, limit=200),
        Field(
            "lead",
            _("In short"),
            "text",
            required=True,
            limit=400,
            hint=_("One or two sentences: what it is about. From 40 to 400 characters."),
        ),
        Field(
            "text",
            _("Text"),
            "text",
            required=True,
            limit=40_000,
            hint=_("At least 1,500 characters. A blank line ends a paragraph; lines that begin with «- » make a list."),
        ),
        Field(
            "signature",
            _("How to sign it"),
            required=True,
            limit=300,
            hint=_("Name, a comma, then position and municipality."),
        ),
        Field("topics", _("Topics"), "many", choices="topics", limit=250),
        Field("alt_ky", _("What the picture shows, in Kyrgyz"), limit=250),
        Field("alt_ru", _("What the picture shows, in Russian"), limit=250),
    )
}


def values_of(submission: Submission) -> dict[str, str]:
    """Every field as text; one query, for the topics."""
    values = {name: getattr(submission, name) for name in FIELDS if name != "topics"}
    return {name: values[name] if name in values else topics_of(submission) for name in FIELDS}


def topics_of(submission: Submission) -> str:
    """In the order of the topics, which is that of the boxes in the form."""
    return ",".join(str(topic.pk) for topic in submission.topics.all())


def put(submission: Submission, name: str, text: str) -> None:
    """A value into its column, unsaved; topics at once, unknown ones left out."""
    if name != "topics":
        setattr(submission, name, text)
        return
    asked = [int(key) for key in text.split(",") if key.isdecimal() and len(key) < 10]
    submission.topics.set(Topic.objects.filter(pk__in=asked))
