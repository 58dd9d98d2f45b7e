"""The starter issue, news and static pages: facts and words of the TOML files beside this module.

Every file names its sources. What is there already (by its `starter_key`, a static page by its address) is left
alone: editors may have changed it. Nothing of it is announced: first days are set before the publication.
"""

import tomllib
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tajryiba.legal import subjects
from tajryiba.legal.models import Citation
from tajryiba.reference.models import Topic, Unit

from ..domain import create_article, create_issue, create_news, write_page
from ..enums import ArticleKind, IssueState
from ..issues import naming
from ..models import Article, ArticleAuthor, Issue, LanguageHome, News, Rubric
from ..standing.domain import write_static_page
from . import digests
from .story import Known, story, text_story

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("ky", "ru")
KINDS = {"article": ArticleKind.ARTICLE, "practice_of_month": ArticleKind.PRACTICE}
STATIC_KEYS = ("ky", "ru", "en")
FOOTER = ("about", "participate", "terms", "accessibility")  # their order there
MOST_THEME_NOTE = 160


def load_magazine() -> dict[str, int]:
    """What is not there yet is created and published; returns how many of each.

    Practices and acts must be loaded first: stories name them. Raises KeyError when a file is wrong.
    """
    known = Known.load()
    made = {"news": _load_each("news", lambda data: load_news(data))}
    made["pages"] = sum(load_static_page(data) for data in sorted(_files("pages"), key=_place_in_footer))
    made["issues"] = load_issue(_read(FOLDER / "issue.toml"), known)
    return made


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _files(folder: str) -> list[dict]:
    return [_read(path) for path in sorted((FOLDER / folder).glob("*.toml"))]


def _load_each(folder: str, load: Callable[[dict], bool]) -> int:
    return sum(load(data) for data in sorted(_files(folder), key=lambda data: data["date"]))


def _day(day: date) -> datetime:
    """Noon of a day that is over; a story cannot come out tomorrow."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    return min(noon, timezone.now())


def _facts(data: dict) -> dict:
    """Topics and municipalities that the portal has; a municipality is named by its code."""
    return {
        "topics": Topic.objects.filter(slug__in=data.get("topics", [])),
        "units": Unit.objects.filter(code__in=data.get("units", [])),
    }


# --- News ---


@transaction.atomic
def load_news(data: dict) -> bool:
    """One file → news published on the day of the event. False when it is there."""
    if News.objects.filter(starter_key=data["key"]).exists():
        return False
    news = create_news(
        working_title=data["ru"]["title"],
        kind=data["kind"],
        happens_on=data["date"],
        deadline=data.get("deadline"),
        source_title=data["source_title"],
        source_url=data["source_url"],
        first_published_at=_day(data["date"]),
        starter_key=data["key"],
        **_facts(data),
    )
    for lang in LANGUAGES:
        words = {"lead": data[lang]["lead"], "body": text_story(data[lang]["html"])}
        _publish(news, lang, data[lang]["title"], first_published_at=news.first_published_at, **words)
    return True


def _publish(facts, lang: str, title: str, **words) -> None:
    write_page(facts, lang=lang, title=title, publish=True, **words)


# --- Static pages ---


def _place_in_footer(data: dict) -> int:
    return FOOTER.index(data["slug"]) if data["slug"] in FOOTER else len(FOOTER)


@transaction.atomic
def load_static_page(data: dict) -> bool:
    """One file → a live page in each language that it has. False when the address is taken in all of them."""
    homes = LanguageHome.objects.filter(locale__language_code__in=[code for code in STATIC_KEYS if code in data])
    free = [home for home in homes.select_related("locale") if not home.get_children().filter(slug=data["slug"])]
    key = None
    for lang in sorted(home.locale.language_code for home in free):
        page = write_static_page(
            slug=data["slug"],
            lang=lang,
            title=data[lang]["title"],
            key=key,
            publish=True,
            lead=data[lang]["lead"],
            body=text_story(data[lang]["html"]),
            show_in_menus=data["slug"] in FOOTER,
        )
        key = page.translation_key
    return bool(free)


# --- The issue ---


@transaction.atomic
def load_issue(data: dict, known: Known) -> int:
    """The issue with its articles and digests, published in both languages. 0 when it is there, or its month is."""
    month = Issue.objects.filter(year=data["year"], month=data["month"])
    if Issue.objects.filter(starter_key=data["key"]).exists() or month.exists():
        return 0
    last_day = date(data["year"], data["month"], monthrange(data["year"], data["month"])[1])
    out = min(last_day, timezone.localdate())
    issue = create_issue(
        year=data["year"],
        month=data["month"],
        number=data["number_in_year"],
        state=IssueState.PUBLISHED,
        published_on=out,
        starter_key=data["key"],
    )
    for place, name in enumerate(data["articles"], start=1):
        load_article(_read(FOLDER / "articles" / f"{name}.toml"), issue, place, known)
    for place, digest in enumerate(_read(FOLDER / "digests.toml")["digest"], start=len(data["articles"]) + 1):
        digests.load_digest(digest, issue, place, known, _day(out))
    for lang in LANGUAGES:
        _publish(issue, lang, naming.page_title(issue, lang), first_published_at=_day(out), **_cover(data[lang]))
    return 1


def _cover(words: dict) -> dict:
    note = ""
    for line in words["cover_lines"]:
        longer = f"{note} · {line}" if note else line
        note = longer if len(longer) <= MOST_THEME_NOTE else note
    return {
        "theme": words["theme"],
        "theme_note": note,
        "editorial": f"<h3>{words['editorial_title']}</h3>{words['editorial'].strip()}",
    }


def load_article(data: dict, issue: Issue, place: int, known: Known) -> Article:
    """One file → an article of the issue with its pages. Raises KeyError for an unknown kind or block."""
    article = create_article(
        working_title=data["ru"]["title"],
        kind=KINDS[data["kind"]],
        issue=issue,
        position=place,
        rubric=Rubric.objects.get(slug=data["rubric"]),
        practices=[known.practices[key] for key in data["practices"] if key in known.practices],
        first_published_at=_day(issue.published_on),
        starter_key=data["key"],
        **_facts(data),
    )
    ArticleAuthor.objects.create(article=article, name_ky=data["authors_ky"], name_ru=data["authors_ru"])
    _cite(article, data["acts"], known)
    for lang in LANGUAGES:
        words = data[lang]
        body = story(words["body"], words.get("notes", []), known)
        _publish(
            article, lang, words["title"], lead=words["lead"], body=body, first_published_at=article.first_published_at
        )
    return article


def _cite(article: Article, acts: list[str], known: Known) -> None:
    """Acts that the article rests on, once articles are known to `legal` as something that cites."""
    subject = next((subject for subject in subjects.every() if subject.model is Article), None)
    for act in [known.acts[key] for key in acts if key in known.acts] if subject else []:
        Citation.objects.get_or_create(content_type=subject.content_type, object_id=article.pk, act=act, article="")
