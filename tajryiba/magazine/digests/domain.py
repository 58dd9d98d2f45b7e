"""A digest is begun, its items are picked, its draft pages are composed, its letter is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha1

from django.db import transaction
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.rich_text import RichText

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError

from ..domain import create_article, write_page
from ..enums import DIGESTS, ArticleKind
from ..issues.domain.contents import last_position
from ..issues.domain.planning import check_editor, locked
from ..issues.naming import months
from ..models import Article, ArticlePage, Composed, DigestItem, Issue, Rubric
from . import notices, sources

LANGUAGES = ("ky", "ru")
RUBRIC = {ArticleKind.NEWS_DIGEST: "news", ArticleKind.LEGAL_DIGEST: "legislation"}
TITLE = {
    ArticleKind.NEWS_DIGEST: gettext_lazy("News digest: %(months)s"),
    ArticleKind.LEGAL_DIGEST: gettext_lazy("What is new in the legislation: %(months)s"),
}
LEAD = {
    ArticleKind.NEWS_DIGEST: gettext_lazy("News, practices and announcements of the portal: %(months)s, in short."),
    ArticleKind.LEGAL_DIGEST: gettext_lazy("Changes of acts and new acts on local self-government: %(months)s."),
}
STALE = gettext_lazy(
    "Another editor saved this digest meanwhile. Your words are kept on this page: look, then save again."
)
EDITED = gettext_lazy(
    "The page was changed by hand since it was written here (%(languages)s). "
    "Tick the box to write it anew: those changes go."
)


@dataclass(frozen=True)
class Picked:
    """What the editor ticked: an object and its lines."""

    content_type: int
    pk: int
    ky: str = ""
    ru: str = ""


# --- Items ---


@transaction.atomic
def open_digest(*, issue: Issue, kind: str, actor) -> Article:
    """The digest of this kind of the issue; made with its rubric, at the end of the issue, when there is none."""
    check_editor(actor)
    if kind not in DIGESTS:
        raise ValueError(f"{kind} is not a digest")
    issue = locked(issue)
    known = Article.objects.filter(issue=issue, kind=kind).order_by("pk").first()
    if known:
        return known
    with translation.override("ru"):
        title = str(TITLE[kind]) % {"months": months(issue)}
    rubric = Rubric.objects.filter(slug=RUBRIC[kind]).first()
    return create_article(
        working_title=title, kind=kind, rubric=rubric, issue=issue, position=last_position(issue), actor=actor
    )


def stamp(items: Iterable[DigestItem]) -> str:
    """A mark of what a digest holds: whoever saves says which one they saw."""
    rows = [f"{item.content_type_id}-{item.object_id}|{item.text_ky}|{item.text_ru}" for item in items]
    return sha1("\n".join(rows).encode(), usedforsecurity=False).hexdigest()


def _mark(picked: Iterable[Picked]) -> str:
    rows = (
        DigestItem(content_type_id=one.content_type, object_id=one.pk, text_ky=one.ky, text_ru=one.ru) for one in picked
    )
    return stamp(rows)


@transaction.atomic
def save_items(*, article: Article, picked: list[Picked], seen: str, actor) -> None:
    """The digest holds exactly `picked`, in this order. Records `magazine.digest_picked`; the same again does nothing.

    Raises DomainError (code "stale") when somebody saved other items since `seen` (see `stamp`).
    """
    check_editor(actor)
    article = Article.objects.select_for_update().get(pk=article.pk)
    items = {(item.content_type_id, item.object_id): item for item in article.digest_items.all()}
    now = stamp(items.values())
    if now == _mark(picked):
        return
    if now != seen:
        raise DomainError(STALE, code="stale")
    kept = []
    for position, one in enumerate(picked, start=1):
        item = items.get((one.content_type, one.pk)) or DigestItem(
            article=article, content_type_id=one.content_type, object_id=one.pk
        )
        item.position, item.text_ky, item.text_ru = position, one.ky, one.ru
        item.save()
        kept.append(item.pk)
    article.digest_items.exclude(pk__in=kept).delete()
    record("magazine.digest_picked", actor=actor, obj=article, items=len(kept))


# --- Pages ---


def edited_by_hand(article: Article) -> list[str]:
    """Languages whose page has a newer revision than the one that was composed."""
    pages = ArticlePage.objects.filter(article=article).select_related("locale", "composed")
    return sorted(page.lang for page in pages if page.latest_revision_id != _composed_revision(page))


def _composed_revision(page: ArticlePage) -> int | None:
    return page.composed.revision_id if hasattr(page, "composed") else None


@transaction.atomic
def compose_digest(*, article: Article, actor=None, over_edits: bool = False) -> dict[str, ArticlePage]:
    """Write the draft pages of the digest in Kyrgyz and Russian out of its items; returns them by language.

    An item without lines in a language is left out there; a language without any line gets no page. Records
    `magazine.digest_composed`. Raises DomainError when there is nothing to write, and (code "edited") when a page was
    changed by hand since, unless `over_edits`.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    edited = edited_by_hand(article)
    if edited and not over_edits:
        raise DomainError(EDITED % {"languages": ", ".join(edited)}, code="edited")
    items = list(article.digest_items.all())
    found = sources.objects(article.kind, [(item.content_type_id, item.object_id) for item in items])
    bodies = {lang: _body(items, found, lang) for lang in LANGUAGES}
    if not any(bodies.values()):
        raise DomainError(gettext_lazy("Pick something and give it its lines first."), code="empty")
    pages = {lang: _write(article, lang, body, actor) for lang, body in bodies.items() if body}
    counts = {lang: len([one for one in items if getattr(one, f"text_{lang}")]) for lang in LANGUAGES}
    record("magazine.digest_composed", actor=actor, obj=article, items=counts)
    return pages


def _body(items: list[DigestItem], found: dict, lang: str) -> list[tuple]:
    """Blocks: heading, lines and link of each item, then its card where it has one."""
    blocks = []
    for item in items:
        source, obj = found.get((item.content_type_id, item.object_id), (None, None))
        words = getattr(item, f"text_{lang}")
        if source is None or not words:
            continue
        blocks.append(("text", RichText(_html(source, obj, words, lang))))
        card = source.card(obj)
        blocks += [card] if card else []
    return blocks


def _html(source: sources.Source, obj, words: str, lang: str) -> str:
    title, url = source.title(obj, lang), source.url(obj, lang)
    heading = format_html("<h3>{}</h3>", title) if title else ""
    with translation.override(lang):
        link = format_html('<p><a href="{}">{}</a></p>', url, _("Read in full")) if url else ""
    return format_html("{}<p>{}</p>{}", heading, words, link)


def _write(article: Article, lang: str, body: list[tuple], actor) -> ArticlePage:
    page = ArticlePage.objects.filter(article=article, locale__language_code=lang).first()
    if page is None:
        with translation.override(lang):
            names = {"months": months(article.issue)} if article.issue else {"months": timezone.localdate().year}
            title, lead = str(TITLE[article.kind]) % names, str(LEAD[article.kind]) % names
        page = write_page(article, lang=lang, title=title, lead=lead, body=body, actor=actor)
        revision = page.latest_revision
    else:
        page = page.get_latest_revision_as_object()
        page.body = body
        revision = page.save_revision(user=actor, log_action=True)
    Composed.objects.update_or_create(page_id=page.pk, defaults={"revision": revision})
    return page


# --- The letter ---


@transaction.atomic
def send_digest(*, article: Article, actor) -> int:
    """The published digest as a letter: to who follows the magazine or the digests, and to who agreed to news by
    e-mail; each person once, in their language. Returns how many were told at once.

    Records `magazine.digest_sent`. Raises DomainError without permission, before publication, and when it was sent.
    """
    if not actor.has_perm("magazine.send_digest"):
        raise DomainError(gettext_lazy("Only the content administrator sends the digest."), code="forbidden")
    article = Article.objects.select_for_update().get(pk=article.pk)
    pages = {page.lang: page for page in article.pages.filter(live=True).select_related("locale").specific()}
    if not pages:
        raise DomainError(gettext_lazy("Publish the digest first, then send it."), code="not_published")
    if notices.was_sent(article):
        raise DomainError(gettext_lazy("This digest was sent already: nobody gets it twice."), code="sent")
    told = notices.send_out(article, _titles(pages), letter_lines(article))
    record("magazine.digest_sent", actor=actor, obj=article, people=told, languages=sorted(pages))
    return told


def _titles(pages: dict[str, Page]) -> dict[str, str]:
    return {lang: page.title for lang, page in pages.items()}


def letter_lines(article: Article) -> dict[str, str]:
    """Language → the lines of the letter, each item with its address; what has no words in a language is left out."""
    items = list(article.digest_items.all())
    found = sources.objects(article.kind, [(item.content_type_id, item.object_id) for item in items])
    lines: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for item in items:
        source, obj = found.get((item.content_type_id, item.object_id), (None, None))
        for lang in LANGUAGES if source else ():
            if words := getattr(item, f"text_{lang}"):
                lines[lang].append(notices.letter_item(source.title(obj, lang), words, source.url(obj, lang)))
    return {lang: "\n\n".join(rows) for lang, rows in lines.items() if rows}
