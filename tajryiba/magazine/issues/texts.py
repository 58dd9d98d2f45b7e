"""How far the words of many pages are: read in a constant number of queries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from tajryiba.core.html import plain_text
from tajryiba.core.languages import LANGUAGES

from ..models import Article, ArticlePage, Issue, IssuePage
from .enums import TextState

PARTS = {
    ArticlePage: {"title": _("title"), "lead": _("lead"), "body": _("text")},
    IssuePage: {"title": _("title"), "theme": _("theme"), "editorial": _("editorial")},
}


@dataclass(frozen=True)
class Text:
    """The words of an article, or of an issue, in one language. `lacks` names the parts that are still empty."""

    lang: str
    state: TextState
    page: Page | None = None
    title: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def exists(self) -> bool:
        return self.page is not None

    @property
    def is_ready(self) -> bool:
        return self.exists and not self.lacks

    @property
    def waits(self) -> bool:
        """Has words that the readers do not see."""
        return self.exists and self.state != TextState.LIVE


def texts_of(facts: Iterable[Article | Issue]) -> dict[int, dict[str, Text]]:
    """Key of the facts → language → text, for facts of one kind; a language without a page is there too."""
    facts = list(facts)
    found = {one.pk: {lang: Text(lang, TextState.NONE) for lang in LANGUAGES} for one in facts}
    if not facts:
        return found
    model, field = (IssuePage, "issue") if isinstance(facts[0], Issue) else (ArticlePage, "article")
    pages = list(
        model.objects.filter(**{f"{field}__in": facts}).select_related("locale", "latest_revision").order_by("pk")
    )
    workflows, scheduled = _workflows(pages), _scheduled(pages)
    for page in pages:
        state = _state(page, workflows.get(str(page.pk)), str(page.pk) in scheduled)
        found[getattr(page, f"{field}_id")][page.lang] = _text(page, state)
    return found


def _workflows(pages: list[Page]) -> dict[str, WorkflowState]:
    """The newest workflow of each page, where there is one."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(page.pk) for page in pages]
    )
    return {state.object_id: state for state in states.select_related("current_task_state").order_by("pk")}


def _scheduled(pages: list[Page]) -> set[str]:
    """Keys of pages with a version that will go live at its hour."""
    rows = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(page.pk) for page in pages]
    )
    return set(rows.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True))


def _text(page: Page, state: TextState) -> Text:
    words = page.latest_revision.content if page.latest_revision else {}
    values = {name: words.get(name, getattr(page, name)) for name in PARTS[type(page)]}
    lacks = tuple(label for name, label in PARTS[type(page)].items() if not _has_words(values[name]))
    return Text(page.lang, state, page, words.get("title", page.title), lacks)


def _has_words(value) -> bool:
    if isinstance(value, str) and value.startswith("["):
        return bool(json.loads(value))  # blocks, as a revision keeps them
    return bool(plain_text(value)) if isinstance(value, str) else bool(value)


def _state(page: Page, workflow: WorkflowState | None, is_scheduled: bool) -> TextState:
    if workflow and workflow.status == WorkflowState.STATUS_IN_PROGRESS:
        return TextState.REVIEW
    if page.live and not page.has_unpublished_changes:
        return TextState.LIVE
    if is_scheduled:
        return TextState.SCHEDULED
    if workflow and _approved(page, workflow):
        return TextState.APPROVED
    return TextState.CHANGED if page.live else TextState.DRAFT


def _approved(page: Page, workflow: WorkflowState) -> bool:
    """It went through the workflow, and nothing was written since.

    Not by the revision of the task: whoever approves saves a newer one with the same press, if only because the editor
    in the browser gave keys to paragraphs that a verb had written.
    """
    task = workflow.current_task_state
    if workflow.status != WorkflowState.STATUS_APPROVED or task is None or task.finished_at is None:
        return False
    return page.latest_revision is not None and page.latest_revision.created_at <= task.finished_at
