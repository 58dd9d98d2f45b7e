"""Daily work: rows of the tables, notes, reports with photos, documents."""

from datetime import date

from django.core.files.base import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.media import domain as media
from tajryiba.people.models import User

from ..models import Adoption, AdoptionDocument, AdoptionNote, AdoptionPhoto, AdoptionReport
from ._shared import MAX_ROWS, found_anew, locked_for, note, touch

MAX_PHOTOS = 6
MAX_PAPERS = 60


@transaction.atomic
def save_rows(
    *,
    adoption: Adoption,
    by: User,
    model: type[models.Model],
    saved: list[models.Model],
    removed: list[models.Model] = (),
) -> None:
    """Store changed and new lines of one table of the workspace, drop the removed ones; others stay as they are.

    Side effects: an event, when anything changed. Raises DomainError for too many lines or a line of another adoption.
    """
    adoption = locked_for(adoption, by)
    rows = model.objects.filter(adoption=adoption)
    known = set(rows.values_list("pk", flat=True))
    foreign = [row for row in [*saved, *removed] if row.pk is not None and row.pk not in known]
    if foreign:
        raise DomainError(_("This line was removed by somebody meanwhile. Open the page again."), code="gone")
    new = [row for row in saved if row.pk is None]
    if len(known) + len(new) - len(removed) > MAX_ROWS:
        raise DomainError(_("There are too many lines. Join some of them."), code="too_many")
    last = rows.aggregate(last=models.Max("order"))["last"]
    for order, row in enumerate(new, start=0 if last is None else last + 1):
        row.order = order
    for row in saved:
        row.adoption = adoption
        row.save()
    rows.filter(pk__in=[row.pk for row in removed]).delete()
    if saved or removed:
        touch(adoption)
        note(
            "adoption_table_changed", adoption, by, table=model._meta.model_name, saved=len(saved), removed=len(removed)
        )


@transaction.atomic
def describe(*, adoption: Adoption, by: User, **words: str) -> Adoption:
    """Write the goal, the story, what did not work, or the language of our words. Records the event."""
    adoption = locked_for(adoption, by)
    for name in words.keys() & {"goal", "story", "failed", "lang"}:
        setattr(adoption, name, words[name].strip())
    adoption.save(update_fields=sorted(words))
    touch(adoption)
    note("adoption_described", adoption, by, fields=sorted(words))
    found_anew(adoption)
    return adoption


@transaction.atomic
def write_note(*, adoption: Adoption, by: User, text: str, key: str) -> AdoptionNote:
    """A note for the members and the staff. The same `key` is one note."""
    adoption = locked_for(adoption, by)
    made, created = AdoptionNote.objects.get_or_create(
        adoption=adoption, key=key, defaults={"text": text.strip(), "author": by}
    )
    if created:
        touch(adoption)
        note("adoption_noted", adoption, by)
    return made


@transaction.atomic
def write_report(
    *, adoption: Adoption, by: User, text: str, on: date, key: str, photos: list[tuple[File, dict[str, str]]] = ()
) -> AdoptionReport:
    """A progress report; `photos` are files with what is seen in them, by language. The same `key` is one report.

    Side effects: pictures cleaned and stored, an event. Raises DomainError for a picture that cannot be read, or too
    many of them.
    """
    adoption = locked_for(adoption, by)
    if len(photos) > MAX_PHOTOS:
        raise DomainError(_("Up to six photos fit into a report."), code="too_many")
    report, created = AdoptionReport.objects.get_or_create(
        adoption=adoption, key=key, defaults={"text": text.strip(), "on": on, "author": by}
    )
    if created:
        for file, alt in photos:
            image = media.add_image(file=file, alt=alt, actor=by, in_workspace=True)
            AdoptionPhoto.objects.create(report=report, image=image)
        touch(adoption)
        note("adoption_reported", adoption, by, photos=len(photos))
    return report


@transaction.atomic
def add_paper(*, adoption: Adoption, by: User, file: File, title: str, key: str) -> AdoptionDocument:
    """Keep a document for the members and the staff. The same `key` is one document.

    Side effects: the file in the private storage, an event. Raises DomainError for a file that is not accepted.
    """
    adoption = locked_for(adoption, by)
    known = adoption.papers.filter(key=key).first()
    if known is not None:
        return known
    if adoption.papers.count() >= MAX_PAPERS:
        raise DomainError(_("There are too many documents here. Join some of them."), code="too_many")
    document = media.add_document(file=file, title=title, is_public=False, in_workspace=True, actor=by)
    paper = AdoptionDocument.objects.create(adoption=adoption, document=document, added_by=by, key=key)
    touch(adoption)
    note("adoption_paper_added", adoption, by, kind=document.kind)
    return paper


@transaction.atomic
def show_paper(*, paper: AdoptionDocument, by: User, shown: bool) -> AdoptionDocument:
    """Let everybody read a document (as long as they may read the page of the adoption), or take it back.

    Records the event. Raises DomainError while the adoption itself is hidden.
    """
    adoption = locked_for(paper.adoption, by)
    if shown and adoption.is_hidden:
        raise DomainError(_("The adoption is hidden. Show it first, then its documents."), code="hidden")
    paper.is_shown = shown
    paper.save(update_fields=["is_shown"])
    touch(adoption)
    note("adoption_paper_shown", adoption, by, shown=shown)
    return paper
