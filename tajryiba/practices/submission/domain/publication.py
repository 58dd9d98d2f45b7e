"""A submission becomes a practice, through the verbs that every practice goes through."""

from django.db import transaction

from tajryiba.core.languages import LANGUAGES
from tajryiba.media.domain import release

from ...domain import create_practice, facts_changed, publish_text, write_text
from ...models import Practice, PracticeDocument, PracticeImage, PracticeText, PracticeUnit
from .. import notices
from ..models import Submission
from ..shape import Shape


@transaction.atomic
def make_practice(submission: Submission, *, actor) -> PracticeText:
    """Create the practice of a submission or bring it up to date, link the two, and write the draft of its text.

    Events and the catalogue's change number are those of `create_practice`, `facts_changed`, `write_text`.
    """
    shape = Shape(submission)
    facts, rows = shape.facts(), shape.rows()
    units = [shape.unit] if shape.unit else []
    others = [topic for topic in shape.topics if topic != shape.topic]
    if submission.practice_id:
        practice = _update(Practice.objects.get(pk=submission.practice_id), facts, rows, units, others)
        facts_changed(practice, actor=actor)
    else:
        practice = create_practice(author=actor, units=units, other_topics=others, rows=rows, **facts)
        submission.practice = practice
        submission.save(update_fields=["practice"])
    _add_files(practice, submission, actor)
    return write_text(practice=practice, lang=shape.lang, author=actor, **shape.words())


def publish(submission: Submission, text: PracticeText, *, actor) -> None:
    """The text goes live, and the author hears of it (once: the hook of a first publication says the same)."""
    publish_text(text=text, author=actor)
    practice = Practice.objects.get(pk=submission.practice_id)
    notices.tell(notices.PUBLISHED, submission, link=practice.get_absolute_url())


def _update(practice: Practice, facts: dict, rows: dict, units: list, others: list) -> Practice:
    """What it says replaces what it said before; what only the staff knows (evidence, other units) stays."""
    for name, value in facts.items():
        setattr(practice, name, value)
    if rows:
        practice.other_topics.set(others)
    for relation, items in rows.items():
        manager = getattr(practice, relation)
        setattr(practice, relation, [manager.model(sort_order=order, **item) for order, item in enumerate(items)])
    practice.full_clean(exclude=["units", "other_topics"])
    practice.save()
    known = set(practice.places.values_list("unit_id", flat=True))
    PracticeUnit.objects.bulk_create(
        [PracticeUnit(practice=practice, unit=unit, sort_order=len(known)) for unit in units if unit.pk not in known]
    )
    return practice


def _add_files(practice: Practice, submission: Submission, actor) -> None:
    """Photos and documents that are not there yet, into the library and to the practice.

    A photo is shown once the staff have described it in words.
    """
    images = set(PracticeImage.objects.filter(practice=practice).values_list("image_id", flat=True))
    documents = set(PracticeDocument.objects.filter(practice=practice).values_list("document_id", flat=True))
    lang = submission.values.get("lang", "")
    column = f"name_{lang if lang in LANGUAGES else LANGUAGES[0]}"
    for file in submission.files.select_related("image", "document"):
        release(file.image or file.document, actor=actor)
        if file.image_id and file.image_id not in images:
            PracticeImage.objects.create(practice=practice, image_id=file.image_id, **{column: file.caption})
        elif file.document_id and file.document_id not in documents:
            PracticeDocument.objects.create(practice=practice, document_id=file.document_id, **{column: file.caption})
