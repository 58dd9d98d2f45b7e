"""One old issue into the portal: facts, files, page, in one transaction with the row that asked for it."""

import uuid
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.html import plain_lines
from tajryiba.core.text import typed
from tajryiba.media.domain import add_document, add_image
from tajryiba.media.extraction import take_text

from ..domain import write_page
from ..enums import ImportState, IssueState
from ..issues import naming
from ..models import ArchiveRow, Issue, IssuePage, PrintedArticle
from .old_issues import OldIssue

MOST_TEXT = 400_000  # characters of an issue that the search keeps
FILE_NAME = "munitsipalitet"


def bring_in(old: OldIssue, *, row: ArchiveRow, actor=None) -> None:
    """Publish the page of `old` and mark its row done, both or neither. A page that is there already stays.

    The PDF is read before the transaction, in a process of its own. Side effects: issue, page, document, cover,
    event `magazine.issue_archived`, those of the publication. Raises DomainError when a file is refused, or when the
    portal knows another issue under this month or number.
    """
    data = old.pdf.read_bytes() if old.pdf and not _is_there(old) else b""
    text, remark = _words(data, old.pdf) if data else ("", "")
    remarks = " ".join(filter(None, [*old.remarks, remark]))
    with transaction.atomic():
        if not _take(row, remarks):
            return  # another worker was quicker
        issue = _issue_of(old, actor)
        ArchiveRow.objects.filter(pk=row.pk).update(issue=issue)
        if _is_there(old):
            ArchiveRow.objects.filter(pk=row.pk).update(fault=_("It was there already."))
            return
        if old.cover and getattr(issue, f"cover_{_cover_language(old)}") is None:
            _add_cover(issue, old, actor)
        document = _document(old, data, actor) if data else None
        title = old.title or naming.page_title(issue, old.lang)
        contents = [_line(article, place) for place, article in enumerate(old.contents)]
        words = {"theme": old.theme, "original_pdf": document, "original_text": text, "contents": contents}
        write_page(issue, lang=old.lang, title=title, actor=actor, publish=True, **words)
        record("magazine.issue_archived", actor=actor, obj=issue, lang=old.lang, articles=len(contents))


def _is_there(old: OldIssue) -> bool:
    pages = IssuePage.objects.filter(issue__year=old.year, issue__month=old.month)
    return pages.filter(locale__language_code=old.lang).exists()


def _take(row: ArchiveRow, remarks: str) -> int:
    waiting = ArchiveRow.objects.filter(pk=row.pk, state=ImportState.WAITING)
    return waiting.update(state=ImportState.DONE, fault=remarks[:300])


def _words(data: bytes, path: Path) -> tuple[str, str]:
    """The words of a PDF, and a remark when there are none: a scan is worth keeping too."""
    try:
        html = take_text(data, path.name).html
    except DomainError as refusal:
        return "", _("Without text for the search: %(why)s") % {"why": refusal}
    return typed(plain_lines(html))[:MOST_TEXT], ""


def _issue_of(old: OldIssue, actor) -> Issue:
    """The issue of the month: the one that is there, with numbers that agree, or a new one out of the archive."""
    numbers = {name: value for name, value in old.numbers.items() if value is not None}
    issue = Issue.objects.filter(year=old.year, month=old.month).first()
    known = {name: getattr(issue, name) for name in numbers} if issue else {}
    if issue and issue.state != IssueState.PUBLISHED:
        raise DomainError(_("The issue of this month is being made in the portal now."), code="in_work")
    if any(known[name] not in (None, numbers[name]) for name in known):
        raise DomainError(_("The portal knows this issue under other numbers."), code="numbers")
    _check_through(numbers, issue)
    if issue is None:
        facts = {"state": IssueState.PUBLISHED, "from_archive": True}
        return Issue.objects.create(key=uuid.uuid4(), year=old.year, month=old.month, **facts, **numbers)
    if known != numbers:
        Issue.objects.filter(pk=issue.pk).update(**numbers)
        issue.refresh_from_db()
    return issue


def _check_through(numbers: dict, issue: Issue | None) -> None:
    if through := numbers.get("through_number"):
        others = Issue.objects.filter(Q(through_number=through) | Q(through_number_to=through))
        if others.exclude(pk=issue.pk if issue else None).exists():
            raise DomainError(_("Another issue has this through-number."), code="through_number")


def _cover_language(old: OldIssue) -> str:
    return old.lang if old.lang in ("ky", "ru") else "ru"


def _add_cover(issue: Issue, old: OldIssue, actor) -> None:
    """The picture is encoded anew on its way; alt text says which issue it is."""
    alt = {}
    for code in ("ky", "ru"):
        with translation.override(code):
            alt[code] = _("Cover of the magazine «Municipality», %(issue)s") % {"issue": naming.name(issue)}
    file = ContentFile(old.cover.read_bytes(), name=old.cover.name)
    title = f"{FILE_NAME}-{issue.slug}-{old.lang}"
    setattr(issue, f"cover_{_cover_language(old)}", add_image(file=file, title=title, alt=alt, actor=actor))
    issue.save(update_fields=[f"cover_{_cover_language(old)}"])


def _document(old: OldIssue, data: bytes, actor):
    name = f"{FILE_NAME}-{old.year}-{old.month:02}-{old.lang}{old.pdf.suffix}"
    file = ContentFile(data, name=name)
    return add_document(file=file, title=name.rpartition(".")[0], language=old.lang, actor=actor)


def _line(article, place: int) -> PrintedArticle:
    return PrintedArticle(
        title=article.title,
        authors=article.authors,
        rubric=article.rubric,
        topic=article.topic,
        on_page=article.page,
        sort_order=place,
    )
