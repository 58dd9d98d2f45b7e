"""What the tick-box screen of a digest shows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model

from tajryiba.core.languages import fallback_order

from ..issues.naming import period
from ..models import Article, DigestItem, Issue
from . import sources
from .domain import LANGUAGES, Picked
from .words import propose

MONTHS_BACK = 3


@dataclass(frozen=True)
class Line:
    """A row of the screen: what it is, its lines in both languages, whether readers may still see it."""

    key: str
    title: str
    url: str
    label: str
    ky: str
    ru: str
    is_gone: bool = False

    @property
    def missing(self) -> list[str]:
        return [lang for lang in LANGUAGES if not getattr(self, lang)]


@dataclass(frozen=True)
class Offer:
    """One source with what it has to pick from, lines proposed."""

    label: str
    lines: list[Line]


def days(issue: Issue, back: int) -> tuple[date, date]:
    """The issue's own days, and `back` months before them."""
    first, last = period(issue)
    for _month in range(min(max(back, 0), MONTHS_BACK)):
        first = (first - timedelta(days=1)).replace(day=1)
    return first, last


def picked_of(items: list[DigestItem]) -> list[Picked]:
    return [Picked(item.content_type_id, item.object_id, item.text_ky, item.text_ru) for item in items]


def picked_lines(article: Article, picked: list[Picked]) -> list[Line]:
    """In their order; what is not public any more is marked and will be left out of the page."""
    found = sources.objects(article.kind, [(one.content_type, one.pk) for one in picked])
    return [_picked(one, *found.get((one.content_type, one.pk), (None, None))) for one in picked]


def _picked(one: Picked, source: sources.Source | None, obj: Model | None) -> Line:
    key = f"{one.content_type}-{one.pk}"
    if source is None:
        return Line(key, "", "", "", one.ky, one.ru, is_gone=True)
    return Line(key, *_name(source, obj), source.label, one.ky, one.ru)


def _name(source: sources.Source, obj: Model) -> tuple[str, str]:
    """Title and address in the first language that has a title."""
    lang = next((code for code in fallback_order() if source.title(obj, code)), LANGUAGES[0])
    return source.title(obj, lang), source.url(obj, lang)


def offers(kind: str, issue: Issue, back: int, but: set[str]) -> list[Offer]:
    """What the days have, without what is picked already."""
    return [
        Offer(source.label, [_offered(source, obj) for obj in rows if source.key(obj) not in but])
        for source, rows in sources.of_month(kind, *days(issue, back))
    ]


def _offered(source: sources.Source, obj: Model) -> Line:
    words = [propose(source.summary(obj, lang)) for lang in LANGUAGES]
    return Line(source.key(obj), *_name(source, obj), source.label, *words)
