"""Writing: every field is saved as it is typed, from any device, and nothing that was saved is ever lost.

The last write of a field wins. What it overwrote is kept in the history when it came from another device, when it had
stood for a while, or when most of it went. A repeated request (same key) changes nothing.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.languages import current_language
from tajryiba.core.text import typed
from tajryiba.media.domain import add_document, add_image, discard
from tajryiba.people.rules import is_member

from ...places import unit_label
from ..case import FIELDS
from ..enums import AUTHOR, Depth, SubmissionState
from ..fields import LONGEST
from ..models import Submission, SubmissionEdit, SubmissionFile
from ..rules import can_write
from ._shared import go, locked, locked_for_writing

SETTLED = timedelta(minutes=10)
MOST_FILES = 12
MOST_DRAFTS = 30
MOST_KEPT = 300  # earlier texts of one case; the oldest give way


@dataclass(frozen=True)
class Edit:
    """One field as a device typed it. `base`: the revision it was typed over; `key`: of this very text."""

    name: str
    value: str
    base: int
    key: str
    device: str = ""


@dataclass(frozen=True)
class Saved:
    """What became of an edit. `refused` says why it was not taken; `late` that it came after the case was sent."""

    key: str
    rev: int = 0
    conflict: bool = False
    late: bool = False
    refused: str = ""


@transaction.atomic
def start_submission(*, author, depth: str, organisation=None, key: uuid.UUID | None = None) -> Submission:
    """Begin a draft; the same `key` again gives back the one it began. Language and municipality are filled in.

    Records `practices.submission_started`. Raises DomainError when the author is no member of `organisation`,
    or has many drafts already.
    """
    if organisation is not None and not is_member(author, organisation):
        raise DomainError(_("You are not a member of this organisation."), code="forbidden")
    key = key or uuid.uuid4()
    _keep_number(author, key)
    values = {"lang": current_language()}
    if organisation is not None and organisation.unit_id and organisation.unit.is_municipality:
        values["unit"] = unit_label(organisation.unit)
    submission, made = Submission.objects.get_or_create(
        author=author,
        key=key,
        defaults={"depth": Depth(depth), "organisation": organisation, "values": values},
    )
    if made:
        record(
            "practices.submission_started",
            actor=author,
            obj=submission,
            organisation=organisation,
            depth=submission.depth,
        )
    return submission


def _keep_number(author, key) -> None:
    """Somebody who opens draft after draft is lost, or no person."""
    begun = Submission.objects.filter(author=author, state=SubmissionState.DRAFT).exclude(key=key)
    if begun.count() >= MOST_DRAFTS:
        raise DomainError(_("You have many unfinished drafts. Finish or take back one of them first."), code="too_many")


@transaction.atomic
def save_edits(*, submission: Submission, edits: Iterable[Edit], actor) -> dict[str, Saved]:
    """Take over the edits, field by field; returns what became of each, by the name of its field.

    What arrives after the case was sent is kept in the history and changes nothing else. No event: typing is no deed.
    Raises DomainError when `actor` does not write this submission.
    """
    submission = locked(submission)
    if not can_write(actor, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")
    edits = list(edits)
    known = {
        row.key: row for row in SubmissionEdit.objects.filter(submission=submission, key__in=[e.key for e in edits])
    }
    saved = {}
    for edit in edits:
        saved[edit.name] = _save_one(submission, edit, actor, known)
    submission.changed_at = timezone.now()
    submission.save(update_fields=["values", "revisions", "changed_at"])
    _trim_history(submission)
    return saved


def _trim_history(submission: Submission) -> None:
    surplus = submission.edits.filter(kept=True).order_by("-pk").values_list("pk", flat=True)[MOST_KEPT:]
    SubmissionEdit.objects.filter(pk__in=list(surplus)).update(kept=False, before="")


def _save_one(submission: Submission, edit: Edit, actor, known: dict[str, SubmissionEdit]) -> Saved:
    """Write one edit and add its row to `known`: the same key again changes nothing."""
    current = submission.revisions.get(edit.name, {"rev": 0, "device": "", "at": ""})
    done = known.get(edit.key)
    if done is not None:
        return Saved(edit.key, current["rev"], done.conflict)
    if edit.name not in FIELDS or len(edit.value) > LONGEST:
        return Saved(edit.key, current["rev"], refused=str(_("Too long: shorten it to 20 000 characters.")))
    text = typed(edit.value)
    before = submission.values.get(edit.name, "")
    row = {"submission": submission, "key": edit.key, "name": edit.name, "device": edit.device, "by": actor}
    if not submission.is_editable:
        late = text != before
        known[edit.key] = SubmissionEdit.objects.create(
            rev=current["rev"], kept=late, before=text if late else "", **row
        )
        return Saved(edit.key, current["rev"], late=late)
    if text == before:
        known[edit.key] = SubmissionEdit.objects.create(rev=current["rev"], **row)
        return Saved(edit.key, current["rev"])
    conflict = bool(before.strip()) and 0 < current["rev"] != edit.base and edit.device != current["device"]
    kept = conflict or _is_worth_keeping(before, text, current, edit)
    rev = current["rev"] + 1
    known[edit.key] = SubmissionEdit.objects.create(
        rev=rev, kept=kept, conflict=conflict, before=before if kept else "", **row
    )
    submission.values[edit.name] = text
    submission.revisions[edit.name] = {"rev": rev, "device": edit.device, "at": timezone.now().isoformat()}
    return Saved(edit.key, rev, conflict)


def _is_worth_keeping(before: str, text: str, current: dict, edit: Edit) -> bool:
    """Not every letter is history, but what another device wrote, what stood for a while, or was mostly taken away."""
    if not before.strip() or not current["rev"]:  # nothing was there, or only what we had filled in
        return False
    if edit.device != current["device"] or len(text.strip()) * 2 < len(before.strip()):
        return True
    return timezone.now() - datetime.fromisoformat(current["at"]) > SETTLED


@transaction.atomic
def put_back(*, submission: Submission, edit: SubmissionEdit, actor) -> Submission:
    """Make an earlier text of a field the present one; what it replaces goes into the history in its turn."""
    submission = locked_for_writing(submission, actor)
    current = submission.revisions.get(edit.name, {"rev": 0})
    change = Edit(edit.name, edit.before, current["rev"], f"back-{edit.pk}-{current['rev']}", device="history")
    save_edits(submission=submission, edits=[change], actor=actor)
    return locked(submission)


@transaction.atomic
def grow_submission(*, submission: Submission, actor) -> Submission:
    """A snapshot becomes a full case with all its answers; an accepted one is opened again, its practice stays public.

    Records `practices.submission_grown`. Raises DomainError when it is with the editors or refused.
    """
    submission = locked(submission)
    if not can_write(actor, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")
    if submission.depth == Depth.FULL:
        return submission
    submission.depth = Depth.FULL
    if submission.is_editable:
        submission.save(update_fields=["depth"])
    else:
        go(submission, SubmissionState.DRAFT, AUTHOR, digest="", not_a_duplicate=False)
    record("practices.submission_grown", actor=actor, obj=submission, organisation=submission.organisation_id)
    return submission


@transaction.atomic
def withdraw_submission(*, submission: Submission, actor) -> Submission:
    """Take it back; a practice that was made of it stays. Records `practices.submission_withdrawn`."""
    submission = locked(submission)
    if not can_write(actor, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")
    if submission.state != SubmissionState.WITHDRAWN:
        go(submission, SubmissionState.WITHDRAWN, AUTHOR, digest="")
        record("practices.submission_withdrawn", actor=actor, obj=submission, organisation=submission.organisation_id)
    return submission


@transaction.atomic
def add_file(*, submission: Submission, file: File, caption: str, is_photo: bool, key: uuid.UUID, actor):
    """Clean and keep a photo or a document; the same `key` again adds nothing. Read by those who read the
    submission, until the staff accept it.

    Raises DomainError when the file is refused (see media), or there are too many.
    """
    submission = locked_for_writing(submission, actor)
    if known := submission.files.filter(key=key).first():
        return known
    if submission.files.count() >= MOST_FILES:
        raise DomainError(_("There are twelve files already. Remove one first."), code="too_many")
    if is_photo:
        kind = {"image": add_image(file=file, title=caption, in_workspace=True, actor=actor)}
    else:
        document = add_document(file=file, title=caption, is_public=False, in_workspace=True, actor=actor)
        kind = {"document": document}
    return SubmissionFile.objects.create(submission=submission, caption=caption[:200], key=key, **kind)


@transaction.atomic
def remove_file(*, submission: Submission, file: SubmissionFile, actor) -> None:
    """The file goes; one that was accepted stays with the staff, who may have used it already."""
    submission = locked_for_writing(submission, actor)
    _drop_files(submission.files.filter(pk=file.pk))


def _drop_files(rows) -> None:
    rows = list(rows.select_related("image", "document"))
    for row in rows:
        row.delete()
        discard(row.image or row.document)


def note_erased(*, user) -> None:
    """Handler of the hook `erase_my_data`: unsent drafts of one's own go; of what was sent the contact goes."""
    own = Submission.objects.select_for_update().filter(author=user)
    unsent = list(own.filter(organisation=None, sent_at=None))
    _drop_files(SubmissionFile.objects.filter(submission__in=unsent))
    for submission in unsent:
        submission.delete()
    for submission in own.exclude(sent_at=None):
        submission.values["contact"] = ""
        submission.save(update_fields=["values"])
        submission.edits.filter(name="contact").update(before="", kept=False)
