"""Files are asked for, made by the worker, kept by version.

A row waits without a fingerprint: only when the worker begins is it known what the words are by then, so ten
publications in a row make one file. A file whose words were printed before is found, not made again.
"""

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.documents import press
from tajryiba.core.errors import DomainError
from tajryiba.core.jobs import kick

from ..enums import IssueState, PrintFormat, PrintState
from ..models import Print
from .content import publication_of
from .naming import file_name
from .querysets import field_of

log = logging.getLogger(__name__)
TASK = "tajryiba.magazine.typesetting.tasks.make_prints"
MOST_ATTEMPTS = 3
LOST_AFTER = timedelta(minutes=10)  # a maker gets two minutes: one that runs longer was killed with its worker
COLLECTED, MADE = 5, 95  # per cent


@transaction.atomic
def ask_print(page, format: str, *, actor=None, proof: bool = False) -> Print:
    """The row that waits for this page and format; a new one when none does. Kicks the worker; a proof asked for by a
    person is recorded as `magazine.proof_asked`. Raises DomainError for what readers may not see yet, and for an issue
    of the archive, which has its printed file.
    """
    if not proof and not page.live:
        raise DomainError(_("These words are not public yet. Make a proof."), code="not_live")
    if issue_of(page) is not None and issue_of(page).from_archive:
        raise DomainError(_("An issue of the archive has its own printed file."), code="archive")
    key = {field_of(page): page, "format": format, "is_proof": proof, "fingerprint": ""}
    row, created = Print.objects.get_or_create(**key, defaults={"asked_by": actor, "asked_at": timezone.now()})
    if proof and created:
        record("magazine.proof_asked", actor=actor, obj=page, lang=page.lang, format=format)
    kick(TASK)
    return row


def ask_all(pages) -> None:
    """Both formats of each page."""
    for page in pages:
        for format in PrintFormat.values:
            ask_print(page, format)


def issue_of(page):
    """The issue of a page of an issue or of an article; None for an article without one."""
    return page.issue if field_of(page) == "issue_page" else page.article.issue


def page_changed(page, facts) -> None:
    """A page of an issue that is out, or of one of its articles, went live or down: what is printed is made anew."""
    issue = issue_of(page)
    if issue is None or issue.state != IssueState.PUBLISHED or issue.from_archive:
        return
    of_issue = issue.pages.live().filter(locale=page.locale_id)
    if not page.live:
        _take_from_readers([page, *of_issue])
    ask_all([page] if page.live else [])
    ask_all(of_issue.exclude(pk=page.pk))


def _take_from_readers(pages) -> None:
    """Words were taken down: files that hold them are the staff's alone, also while the new ones are made, and when
    these cannot be made, or the page comes back with other words.
    """
    for page in pages:
        files = Print.objects.of(page)
        for row in files.ready().filter(is_proof=False):
            if files.filter(format=row.format, fingerprint=row.fingerprint, is_proof=True).exists():
                row.delete()  # the staff has a proof of the same words
            else:
                Print.objects.filter(pk=row.pk).update(is_proof=True)


def issue_closed(issue) -> None:
    """An issue came out: it and all its articles in every language."""
    if issue.from_archive:
        return
    ask_all(issue.pages.live())
    ask_all(found for article in issue.articles.all() for found in article.pages.live())


# --- The worker ---


def make_print(pk: int) -> bool:
    """Make one waiting file; False when another worker has it. What goes wrong is kept in words on the row."""
    row = _claimed(pk)
    if row is None:
        return False
    try:
        publication = publication_of(row)
        _report(row, COLLECTED)
        if _is_new(row, press.fingerprint_of(publication)):
            _keep(row, _made(row, publication))
    except DomainError as refusal:
        _failed(row, str(refusal.message))
    except Exception:  # whatever one file breaks on, the others must go on
        log.exception("print %s was not made", row.pk)
        _failed(row, str(_("Something unexpected happened. It is in the log.")))
    return True


def _claimed(pk: int) -> Print | None:
    facts = {"state": PrintState.RUNNING, "started_at": timezone.now(), "progress": 0, "attempts": F("attempts") + 1}
    if not Print.objects.filter(pk=pk, state=PrintState.WAITING).update(**facts):
        return None
    return Print.objects.select_related("issue_page__issue", "article_page__article__issue").get(pk=pk)


def _is_new(row: Print, fingerprint: str) -> bool:
    """Give the row its fingerprint. When the same was printed before, that file becomes the newest and this row goes;
    one that failed gives way.
    """
    same = Print.objects.of(row.page).filter(format=row.format, is_proof=row.is_proof, fingerprint=fingerprint)
    same.filter(state=PrintState.FAILED).exclude(pk=row.pk).delete()
    if same.exclude(pk=row.pk).update(made_at=timezone.now()):
        row.delete()
        return False
    row.fingerprint = fingerprint
    row.save(update_fields=["fingerprint"])
    return True


def _made(row: Print, publication: press.Publication) -> press.Made:
    def progress(done: int) -> None:
        _report(row, COLLECTED + done * (MADE - COLLECTED) // 100)

    if row.format == PrintFormat.EPUB:
        return press.make_epub(publication, progress=progress)
    return press.make_pdf(publication, only=None if row.issue_page_id else 0, progress=progress)


def _report(row: Print, progress: int) -> None:
    Print.objects.filter(pk=row.pk).update(progress=progress)


def _keep(row: Print, made: press.Made) -> None:
    """The file is ready. Records `magazine.print_made`; pictures that could not be used are named on the row."""
    row.file.save(file_name(row), ContentFile(made.data), save=False)
    row.state, row.progress, row.made_at = PrintState.READY, 100, timezone.now()
    row.bytes, row.pages = len(made.data), made.pages or None
    row.fault = _missing(made.missing)
    with transaction.atomic():
        row.save()
        record("magazine.print_made", obj=row.page, lang=row.page.lang, format=row.format, proof=row.is_proof)


def _missing(names: tuple[str, ...]) -> str:
    return (
        (str(_("Pictures that could not be printed: %(names)s")) % {"names": "; ".join(names)})[:300] if names else ""
    )


def _failed(row: Print, fault: str) -> None:
    """It waits for another try, up to three; then the reason stays on the row. A newer one that waits does as well."""
    row.fault, row.progress = fault[:300], 0
    if row.attempts >= MOST_ATTEMPTS:
        row.state = PrintState.FAILED
        row.save(update_fields=["fault", "progress", "state"])
        return
    row.state, row.fingerprint = PrintState.WAITING, ""
    try:
        with transaction.atomic():
            row.save(update_fields=["fault", "progress", "state", "fingerprint"])
    except IntegrityError:
        row.delete()


def take_back_lost() -> int:
    """Files whose worker was killed wait again, or fail after the last try; returns how many."""
    lost = Print.objects.filter(state=PrintState.RUNNING, started_at__lt=timezone.now() - LOST_AFTER)
    rows = list(lost)
    for row in rows:
        _failed(row, str(_("The worker was stopped while it made the file.")))
    return len(rows)


@transaction.atomic
def try_again(row: Print) -> None:
    """A failed file waits once more, with all its tries. Raises DomainError for one that did not fail."""
    if row.state != PrintState.FAILED:
        raise DomainError(_("Only a file that failed can be tried again."), code="not_failed")
    row.attempts, row.started_at = 0, None
    row.save(update_fields=["attempts", "started_at"])
    _failed(row, "")
    kick(TASK)
