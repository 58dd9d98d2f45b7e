"""What a digest may be made of: a registry, so that other things (answers) can join."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Prefetch, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy

from tajryiba.legal.models import Act, Change
from tajryiba.practices.models import Practice

from ..enums import ArticleKind, NewsKind
from ..models import News, NewsPage

MOST = 60  # offered of one source


@dataclass(frozen=True)
class Source:
    """One sort of things to pick from.

    `rows` is what readers may see, with all that the functions below need; `of_month(rows, first, last)` narrows it to
    days, both included. `title`, `summary`, `url` answer in a language, "" when there is nothing in it; `card` names a
    block of the story and what it shows.
    """

    name: str
    label: str
    digest: str
    model: type[Model]
    rows: Callable[[], QuerySet]
    of_month: Callable[[QuerySet, date, date], QuerySet]
    title: Callable[[Model, str], str]
    summary: Callable[[Model, str], str]
    url: Callable[[Model, str], str]
    card: Callable[[Model], tuple[str, dict] | None] = lambda obj: None

    @property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model)

    def key(self, obj: Model) -> str:
        return f"{self.content_type.pk}-{obj.pk}"


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Call from `AppConfig.ready`."""
    _sources[source.name] = source


def of_digest(kind: str) -> list[Source]:
    return [source for source in _sources.values() if source.digest == kind]


def of_type(content_type_id: int, kind: str) -> Source | None:
    """The source that knows such objects: to show what was picked before."""
    return next((one for one in of_digest(kind) if one.content_type.pk == content_type_id), None)


def of_month(kind: str, first: date, last: date) -> list[tuple[Source, list[Model]]]:
    """Each source of a digest with what it has between two days; a constant number of queries."""
    return [(one, list(one.of_month(one.rows(), first, last)[:MOST])) for one in of_digest(kind)]


def objects(kind: str, keys: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[Source, Model]]:
    """(content type, key) → source and object, of those that readers may see now."""
    wanted, found = set(keys), {}
    for type_id in {type_id for type_id, _pk in wanted}:
        source = of_type(type_id, kind)
        if source is not None:
            rows = source.rows().filter(pk__in=[pk for its_type, pk in wanted if its_type == type_id])
            found |= {(type_id, obj.pk): (source, obj) for obj in rows}
    return found


# --- News, announcements ---


def _news() -> QuerySet:
    pages = NewsPage.objects.filter(live=True).select_related("locale")
    return News.objects.published().prefetch_related(Prefetch("pages", pages, to_attr="live_pages"))


def _page(news: News, lang: str) -> NewsPage | None:
    return next((page for page in news.live_pages if page.lang == lang), None)


def _address(news: News, lang: str) -> str:
    """Of this language, else of the one that there is."""
    return getattr(_page(news, lang) or news.live_pages[0], "address", "")


def _of_page(part: str) -> Callable[[News, str], str]:
    return lambda news, lang: getattr(_page(news, lang), part, "")


def _news_source(name: str, label: str, *kinds: str) -> Source:
    return Source(
        name,
        label,
        ArticleKind.NEWS_DIGEST,
        News,
        _news,
        lambda rows, first, last: rows.filter(kind__in=kinds).of_month(first, last).order_by("pk"),
        _of_page("title"),
        _of_page("lead"),
        _address,
    )


# --- Practices ---


def _text(practice: Practice, lang: str):
    return practice.texts_by_language.get(lang)


PRACTICES = Source(
    "practices",
    gettext_lazy("Practices of the month"),
    ArticleKind.NEWS_DIGEST,
    Practice,
    lambda: Practice.objects.published().prefetch_related("texts"),
    lambda rows, first, last: rows.filter(published_at__date__range=(first, last)).order_by("published_at", "pk"),
    lambda practice, lang: getattr(_text(practice, lang), "title", ""),
    lambda practice, lang: getattr(_text(practice, lang), "summary", ""),
    lambda practice, lang: practice.url_in(lang),
    lambda practice: ("practice", {"practice": practice}),
)


# --- Acts ---


def _act_title(act: Act, lang: str) -> str:
    with translation.override(lang):
        return act.full_title


def _change_title(change: Change, lang: str) -> str:
    with translation.override(lang):
        return f"{change.act.full_title}: {str(change.get_kind_display()).lower()}"


def _change_words(change: Change, lang: str) -> str:
    """What changed and what it means, in this language only: a digest is read by one language at a time."""
    return " ".join(filter(None, [getattr(change, f"what_{lang}"), getattr(change, f"meaning_{lang}")]))


CHANGES = Source(
    "changes",
    gettext_lazy("Changes of acts"),
    ArticleKind.LEGAL_DIGEST,
    Change,
    lambda: Change.objects.shown().select_related("act"),
    lambda rows, first, last: rows.filter(recorded_at__date__range=(first, last)).order_by("in_force_from", "pk"),
    _change_title,
    _change_words,
    lambda change, lang: change.act.url_in(lang),
    lambda change: ("act", {"act": change.act, "note": ""}),
)
ACTS = Source(
    "acts",
    gettext_lazy("New acts"),
    ArticleKind.LEGAL_DIGEST,
    Act,
    lambda: Act.objects.public(),
    lambda rows, first, last: rows.filter(published_at__date__range=(first, last)).order_by("adopted", "pk"),
    _act_title,
    lambda act, lang: getattr(act, f"summary_{lang}"),
    lambda act, lang: act.url_in(lang),
    lambda act: ("act", {"act": act, "note": ""}),
)


def connect() -> None:
    register(_news_source("news", gettext_lazy("News of the month"), NewsKind.NEWS))
    calls = (NewsKind.ANNOUNCEMENT, NewsKind.GRANT, NewsKind.DRAFT_ACT)
    register(_news_source("calls", gettext_lazy("Announcements, calls, drafts under discussion"), *calls))
    for source in (PRACTICES, CHANGES, ACTS):
        register(source)
