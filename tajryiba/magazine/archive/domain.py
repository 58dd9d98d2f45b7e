"""Import of old issues: a job whose rows are done one by one, each in a transaction of its own.

Whatever ends the work (a failure, kill -9, a power cut), it goes on where it stopped: a row is done together with its
issue or not at all, and attempts are counted before the work, so that a row which kills the process is parked.
"""

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tajryiba.audit.domain import record
from tajryiba.core import jobs
from tajryiba.core.errors import DomainError

from ..enums import ImportState
from ..models import ArchiveImport, ArchiveRow
from .bringing import bring_in
from .lists import read_lists
from .old_issues import Names, understand

log = logging.getLogger(__name__)
TASK = "tajryiba.magazine.archive.tasks.import_archive"
ATTEMPTS = 3
SILENCE = timedelta(minutes=3)  # without a sign of life for so long: cut off
OPEN = (ImportState.WAITING, ImportState.RUNNING)


def check_folder(folder: Path) -> list[tuple[int, str]]:
    """What the import would refuse: (line of the list, why). Writes nothing. Raises DomainError for a broken list."""
    names, found, seen = Names(), [], set()
    for row in read_lists(folder):
        try:
            old = understand(row, folder, names)
        except DomainError as refusal:
            found.append((row["line"], str(refusal)))
            continue
        if (old.year, old.month, old.lang) in seen:
            found.append((row["line"], _("The same issue stands in the list twice.")))
        seen.add((old.year, old.month, old.lang))
    return found


@transaction.atomic
def begin_import(*, folder: Path, actor=None, in_background: bool = True) -> ArchiveImport:
    """A job of all lines of the folder's list; one that is not ended yet goes on instead.

    Records `magazine.import_begun`, kicks the worker unless the caller does the work. Raises DomainError for a list
    that cannot be read or is empty.
    """
    job = ArchiveImport.objects.filter(folder=str(folder), state__in=OPEN).first()
    if job is None:
        lines = read_lists(folder)
        if not lines:
            raise DomainError(_("The list of issues is empty."), code="empty")
        job = ArchiveImport.objects.create(folder=str(folder), started_by=actor)
        ArchiveRow.objects.bulk_create([ArchiveRow(job=job, line=row["line"], facts=row) for row in lines], 500)
        record("magazine.import_begun", actor=actor, obj=job, rows=len(lines))
    if in_background:
        jobs.kick(TASK, job.pk)
    return job


@transaction.atomic
def try_failed_again(*, job: ArchiveImport, actor=None) -> int:
    """Failed rows wait anew, with what the list says about them now; returns how many. Kicks the worker.

    Records `magazine.import_tried_again`.
    """
    failed = list(job.rows.filter(state=ImportState.FAILED))
    if not failed:
        return 0
    try:
        now = {row["line"]: row for row in read_lists(Path(job.folder))}
    except DomainError:
        now = {}  # the list is gone; what was read of it is still here
    for row in failed:
        row.facts = now.get(row.line, row.facts)
        row.state, row.attempts, row.fault = ImportState.WAITING, 0, ""
    ArchiveRow.objects.bulk_update(failed, ["facts", "state", "attempts", "fault"], 200)
    ArchiveImport.objects.filter(pk=job.pk).update(state=ImportState.WAITING, ended_at=None, beat_at=None)
    record("magazine.import_tried_again", actor=actor, obj=job, rows=len(failed))
    jobs.kick(TASK, job.pk)
    return len(failed)


def claim(job_pk: int) -> ArchiveImport | None:
    """Take a job that nobody works on now; None when it is ended or somebody does."""
    now = timezone.now()
    silent = Q(beat_at=None) | Q(beat_at__lt=now - SILENCE)
    taken = ArchiveImport.objects.filter(silent, pk=job_pk, state__in=OPEN).update(
        state=ImportState.RUNNING, beat_at=now
    )
    return ArchiveImport.objects.select_related("started_by").get(pk=job_pk) if taken else None


def cut_off() -> list[int]:
    """Jobs that are not ended and give no sign of life."""
    before = timezone.now() - SILENCE
    waiting = Q(beat_at=None, started_at__lt=before) | Q(beat_at__lt=before)
    return list(ArchiveImport.objects.filter(waiting, state__in=OPEN).values_list("pk", flat=True))


def work(job: ArchiveImport, *, most: int | None = None) -> bool:
    """Do waiting rows, at most so many, each once; returns whether more are waiting. Ends the job when none is.

    Faults are written in the first language of the admin.
    """
    waiting = job.rows.filter(state=ImportState.WAITING).order_by("attempts", "line")
    with translation.override(settings.WAGTAILADMIN_PERMITTED_LANGUAGES[0][0]):
        names = Names()
        for row in list(waiting[:most]):
            _work_on(row, job, names)
            ArchiveImport.objects.filter(pk=job.pk).update(beat_at=timezone.now(), state=ImportState.RUNNING)
    if waiting.exists():
        return True
    ended = {"state": ImportState.DONE, "ended_at": timezone.now(), "beat_at": None}
    ArchiveImport.objects.filter(pk=job.pk).update(**ended)
    return False


def pause(job: ArchiveImport) -> None:
    """Nobody works on it until the next kick."""
    ArchiveImport.objects.filter(pk=job.pk, state=ImportState.RUNNING).update(beat_at=None)


def _work_on(row: ArchiveRow, job: ArchiveImport, names: Names) -> None:
    waiting = ArchiveRow.objects.filter(pk=row.pk, state=ImportState.WAITING)
    if row.attempts >= ATTEMPTS:
        waiting.update(state=ImportState.FAILED, fault=_("The work on this line was cut off three times."))
        return
    waiting.update(attempts=F("attempts") + 1)
    folder = Path(job.folder)
    try:
        bring_in(understand(row.facts, folder, names), row=row, actor=job.started_by)
    except DomainError as refusal:
        waiting.update(state=ImportState.FAILED, fault=str(refusal)[:300])
    except Exception:  # whatever one row breaks on, the others must go on
        log.exception("row %s of import %s was not done", row.line, job.pk)
        if row.attempts + 1 >= ATTEMPTS:
            waiting.update(state=ImportState.FAILED, fault=_("The work on this line broke three times."))
