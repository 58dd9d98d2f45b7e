"""Old addresses → redirects of Wagtail, out of a table. Only onto our own pages."""

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES

from ..models import ArticlePage, NewsPage

MOST = 255
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_OBJECT = re.compile(r"(article|news):([\w-]{1,40})")
PAGES = {"article": (ArticlePage, "article"), "news": (NewsPage, "news")}


@dataclass
class Report:
    """How many redirects were made, changed, left as they were; what was refused: (line, why)."""

    counts: Counter = field(default_factory=Counter)
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def import_addresses(rows: list[tuple[str, str]], *, actor=None) -> Report:
    """A permanent redirect for each (old path, new place). Again it changes nothing; a new place replaces the old one.

    The new place is a path of ours, or `article:KEY`, `news:KEY` with a starter key or a number: the page in the
    language of the old path, wherever it moves to later. Records `magazine.addresses_imported`.
    """
    report = Report()
    old_paths = {Redirect.normalise_path(old) for old, _new in rows}
    for line, (old, new) in enumerate(rows, start=1):
        try:
            report.counts[_redirect(old, new, old_paths)] += 1
        except DomainError as refusal:
            report.refused.append((line, str(refusal)))
    figures = {name: report.counts[name] for name in ("made", "changed", "same")}
    record("magazine.addresses_imported", actor=actor, refused=len(report.refused), **figures)
    return report


def _redirect(old: str, new: str, old_paths: set[str]) -> str:
    """ "made", "changed" or "same". Raises DomainError."""
    old = _own_path(old.strip())
    if len(old) > MOST:
        raise DomainError(_("The old address is longer than 255 characters."), code="too_long")
    found = _OBJECT.fullmatch(new.strip())
    page = _page(found[1], found[2], old) if found else None
    target = "" if page else _own_path(new.strip())
    path = Redirect.normalise_path(old)
    if path in ("", "/") or Redirect.normalise_path(target or page.url or "") in {path, *old_paths}:
        raise DomainError(_("The address would lead to itself, or on to another old address."), code="circle")
    wanted = {"redirect_page": page, "redirect_link": target, "is_permanent": True}
    known = Redirect.objects.filter(old_path=path, site=None).first()
    if known is None:
        Redirect.objects.create(old_path=path, **wanted)
        return "made"
    if all(getattr(known, name) == value for name, value in wanted.items()):
        return "same"
    Redirect.objects.filter(pk=known.pk).update(**wanted)
    return "changed"


def _own_path(address: str) -> str:
    """A path of this site, with its query; refused when a browser could take it for another site."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise _foreign() from error
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith("//"):
        raise _foreign()
    if _UNSAFE.search(address):
        raise _foreign()
    return address


def _foreign() -> DomainError:
    return DomainError(_("Only paths of this site: they begin with one «/» and hold no spaces."), code="foreign")


def _page(kind: str, key: str, old: str) -> Page:
    """The live page in the language of the old path, else in another one."""
    model, facts = PAGES[kind]
    names = {f"{facts}__starter_key": key}
    if key.isdecimal() and len(key) < 19:
        names = {facts: int(key)}
    pages = {page.lang: page for page in model.objects.live().filter(**names).select_related("locale")}
    if not pages:
        raise DomainError(_("There is no such public article or piece of news."), code="no_page")
    asked = old.split("/")[1]
    return pages[min(pages, key=lambda code: (code != asked, LANGUAGES.index(code)))]
