"""What the editors' screens of issues show, in a constant number of queries."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch
from wagtail.models import Page

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES

from ..enums import DIGESTS, IssueState
from ..models import Article, Issue, IssuePage
from .naming import name
from .norm import NORM_LANGUAGES, Norm, norm_of
from .texts import Text, texts_of

FREE_SHOWN = 20  # articles without an issue that the search box finds
FREE_LOOKED_AT = 500


@dataclass(frozen=True)
class Language:
    """The readiness of an issue in one language, for one line."""

    lang: str
    own: Text
    ready: int
    total: int
    norm: Norm | None


@dataclass(frozen=True)
class Row:
    """An article on the screen of its issue, in its place (from 1)."""

    article: Article
    place: int
    texts: list[Text]

    @property
    def is_digest(self) -> bool:
        return self.article.kind in DIGESTS


@dataclass(frozen=True)
class Assembly:
    """The whole screen of one issue."""

    issue: Issue
    rows: list[Row]
    languages: list[Language]

    @property
    def order(self) -> str:
        return ",".join(str(row.article.pk) for row in self.rows)

    @property
    def norm_met(self) -> bool:
        return all(one.norm.is_met for one in self.languages if one.norm)


def _languages(issue_texts: dict, articles: list[Article], texts: dict) -> list[Language]:
    norms = {norm.lang: norm for norm in norm_of(articles, texts)}
    return [
        Language(
            lang,
            issue_texts[lang],
            sum(texts[article.pk][lang].is_ready for article in articles),
            len(articles),
            norms.get(lang),
        )
        for lang in LANGUAGES
    ]


def assembly(issue: Issue) -> Assembly:
    rows = Article.objects.filter(issue=issue).select_related("rubric").prefetch_related("authors__expert", "practices")
    articles = list(rows.in_order())
    texts = texts_of(articles)
    return Assembly(
        issue,
        [Row(one, place, [texts[one.pk][lang] for lang in LANGUAGES]) for place, one in enumerate(articles, start=1)],
        _languages(texts_of([issue])[issue.pk], articles, texts),
    )


@dataclass(frozen=True)
class Planned:
    """A line of the list of issues; `languages` only where there is something to get ready."""

    issue: Issue
    name: str
    live: list[Page]
    languages: list[Language]


def issues_by_year() -> list[tuple[int, list[Planned]]]:
    """All issues, newest year first; the readiness of those that are not out yet."""
    pages = Prefetch("pages", IssuePage.objects.filter(live=True).select_related("locale"), to_attr="live_pages")
    issues = list(Issue.objects.newest().prefetch_related(pages))
    open_ones = [one for one in issues if one.state != IssueState.PUBLISHED]
    articles = list(Article.objects.filter(issue__in=open_ones).in_order())
    texts, own = texts_of(articles), texts_of(open_ones)
    lines = []
    for issue in issues:
        mine = [one for one in articles if one.issue_id == issue.pk]
        languages = _languages(own[issue.pk], mine, texts) if issue.pk in own else []
        languages = [one for one in languages if one.lang in NORM_LANGUAGES]
        lines.append(Planned(issue, name(issue), issue.live_pages, languages))
    return [(year, list(rows)) for year, rows in groupby(lines, lambda line: line.issue.year)]


def next_issue() -> dict[str, int]:
    """What a new issue would be called after the last one; a double issue counted two."""
    last = Issue.objects.newest().first()
    if last is None:
        return {}
    end = last.month_to or last.month
    year, month = last.year + end // 12, end % 12 + 1
    number, through = last.number_to or last.number, last.through_number_to or last.through_number
    proposal = {"year": year, "month": month}
    if year > last.year:
        proposal["number"] = 1
    elif number:
        proposal["number"] = number + 1
    return proposal | ({"through_number": through + 1} if through else {})


def free_articles(text: str) -> list[Article]:
    """Articles without an issue whose title, in any language, has all these words, typed as people type."""
    wanted = fold(text).split()
    newest = Article.objects.filter(issue=None).prefetch_related("pages__locale").order_by("-pk")[:FREE_LOOKED_AT]
    found = [one for one in newest if all(word in _titles(one) for word in wanted)]
    return found[:FREE_SHOWN]


def _titles(article: Article) -> str:
    return fold(" ".join([article.working_title, *(page.draft_title for page in article.pages.all())]))


def other_issues(issue: Issue) -> list[tuple[int, str]]:
    """Where an article of this issue can be moved: issues that are not out yet."""
    rows = Issue.objects.exclude(pk=issue.pk).exclude(state=IssueState.PUBLISHED).newest()
    return [(one.pk, name(one)) for one in rows]
