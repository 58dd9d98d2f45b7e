"""Writing: every field is saved as it is typed, from any device, and nothing that was saved is lost.

The last write of a field wins; what it overwrote is kept when it came from another device or when most of it went. The
protocol and its script are those of submitted practices (practices/submission).
"""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.languages import current_language
from tajryiba.core.text import typed
from tajryiba.media.domain import add_image, discard
from tajryiba.people.models import User
from tajryiba.practices.models import Practice
from tajryiba.practices.submission.domain import Edit, Saved

from ...enums import SubmissionState
from ...models import EarlierText, Submission
from ..fields import FIELDS, put, values_of
from ._shared import go, locked, locked_for_writing, require, require_author

MOST_DRAFTS = 20
MOST_PRACTICES = 10
MOST_EARLIER = 100  # texts of one article; the oldest give way
UNTOUCHED = {"rev": 0, "device": "", "key": ""}


@transaction.atomic
def start_article(*, author: User, key: uuid.UUID | None = None) -> Submission:
    """Begin a draft in the language of the page, signed with the author's name; the same `key` gives the same draft.

    Records `magazine.submission_started`. Raises DomainError for a guest, and for whoever has many drafts already.
    """
    require(author, "magazine.submit_article")
    User.objects.select_for_update(no_key=True).get(pk=author.pk)  # two clicks meet one after the other
    key = key or uuid.uuid4()
    if known := Submission.objects.filter(author=author, key=key).first():
        return known
    if Submission.objects.filter(author=author).being_written().count() >= MOST_DRAFTS:
        raise DomainError(_("You have many unfinished drafts. Finish or take back one of them first."), code="too_many")
    if Submission.objects.filter(key=key).exists():
        key = uuid.uuid4()  # somebody else's form
    name = author.full_name[: FIELDS["signature"].limit]
    submission = Submission.objects.create(author=author, key=key, lang=current_language(), signature=name)
    record("magazine.submission_started", actor=author, obj=submission)
    return submission


@transaction.atomic
def save_edits(*, submission: Submission, edits: Iterable[Edit], actor) -> dict[str, Saved]:
    """Take over the edits, field by field; returns what became of each, by the name of its field.

    What arrives after it was sent is kept among the earlier texts and changes nothing else. No event: typing is no
    deed. Raises DomainError when `actor` is not the author.
    """
    submission = locked(submission)
    require_author(actor, submission)
    saved, values = {}, values_of(submission)
    for edit in edits:
        saved[edit.name] = _save_one(submission, edit, values.get(edit.name, ""))
        values[edit.name] = typed(edit.value)
    if submission.is_editable:
        submission.version += 1
        submission.changed_at = timezone.now()
    submission.save()
    surplus = submission.earlier.order_by("-pk").values_list("pk", flat=True)[MOST_EARLIER:]
    EarlierText.objects.filter(pk__in=list(surplus)).delete()
    return saved


def _save_one(submission: Submission, edit: Edit, before: str) -> Saved:
    """One edit onto the row, unsaved; an overwritten text is kept at once."""
    current = submission.revisions.get(edit.name, UNTOUCHED)
    if current["key"] == edit.key:
        return Saved(edit.key, current["rev"])
    if refusal := _refusal(edit):
        return Saved(edit.key, current["rev"], refused=str(refusal))
    text = typed(edit.value) if FIELDS[edit.name].kind == "text" else " ".join(typed(edit.value).split("\n"))
    late, changed = not submission.is_editable, text != before
    conflict = changed and bool(before.strip()) and 0 < current["rev"] != edit.base
    conflict = conflict and edit.device != current["device"]
    rev = current["rev"] + (changed and not late)
    submission.revisions[edit.name] = {"rev": rev, "device": edit.device, "key": edit.key}
    if changed and late:
        EarlierText.objects.create(submission=submission, field=edit.name, text=text)
    elif changed:
        if conflict or (current["rev"] and len(text.strip()) * 2 < len(before.strip())):
            EarlierText.objects.create(submission=submission, field=edit.name, text=before)
        put(submission, edit.name, text)
    return Saved(edit.key, rev, conflict and not late, late and changed)


def _refusal(edit: Edit):
    """Why an edit is not taken, or nothing."""
    field = FIELDS.get(edit.name)
    if field is None:
        return _("There is no such field. Reload the page.")
    if len(edit.value) > field.limit:
        return _("Too long: %(has)s characters, at most %(most)s.") % {"has": len(edit.value), "most": field.limit}
    if edit.name == "lang" and edit.value not in dict(settings.LANGUAGES):
        return _("Choose one of the languages.")
    return ""


@transaction.atomic
def add_practice(*, submission: Submission, practice: Practice, actor) -> None:
    """Raises DomainError when it may not be written now, or tells of many practices already."""
    submission = locked_for_writing(submission, actor)
    if submission.practices.exclude(pk=practice.pk).count() >= MOST_PRACTICES:
        raise DomainError(_("There are ten practices already. Remove one first."), code="too_many")
    submission.practices.add(practice)
    _touch(submission)


@transaction.atomic
def remove_practice(*, submission: Submission, practice_id: int, actor) -> None:
    submission = locked_for_writing(submission, actor)
    submission.practices.remove(practice_id)
    _touch(submission)


@transaction.atomic
def set_picture(*, submission: Submission, file: File, actor) -> None:
    """Clean and keep the picture, in place of the one before; only who reads the article sees it until it is accepted.

    Raises DomainError when the file is refused (see media) or it may not be written now.
    """
    submission = locked_for_writing(submission, actor)
    before = submission.image
    submission.image = add_image(file=file, in_workspace=True, actor=actor)
    _touch(submission)
    if before is not None:
        discard(before)


@transaction.atomic
def remove_picture(*, submission: Submission, actor) -> None:
    submission = locked_for_writing(submission, actor)
    before, submission.image = submission.image, None
    _touch(submission)
    if before is not None:
        discard(before)


def _touch(submission: Submission) -> None:
    submission.version += 1
    submission.changed_at = timezone.now()
    submission.save()


@transaction.atomic
def withdraw_article(*, submission: Submission, actor) -> None:
    """Take a draft back; twice is once. Records `magazine.submission_withdrawn`.

    Raises DomainError when `actor` is not the author, or it is with the editors or decided.
    """
    submission = locked(submission)
    require_author(actor, submission)
    if submission.state != SubmissionState.WITHDRAWN:
        go(submission, SubmissionState.WITHDRAWN)
        record("magazine.submission_withdrawn", actor=actor, obj=submission)


@transaction.atomic
def note_erased(*, user: User) -> None:
    """Handler of the hook `erase_my_data`: what is not with the editors or accepted goes, with its picture.

    What was accepted stays under the signature that was agreed to, and so does what the editors have before them; the
    link to the account is cut.
    """
    own = Submission.objects.select_for_update(of=("self",)).filter(author=user)
    stays = (SubmissionState.SENT, SubmissionState.ACCEPTED)
    for submission in own.exclude(state__in=stays).select_related("image"):
        submission.delete()
        if submission.image is not None:
            discard(submission.image)
    for submission in own.filter(state__in=stays):
        submission.remarks.filter(by=user).update(by=None)
        submission.earlier.all().delete()
        submission.author = None
        submission.save(update_fields=["author"])
