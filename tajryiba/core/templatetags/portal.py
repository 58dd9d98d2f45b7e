"""Template tags of the design: icons, numbers, languages, pager, evidence. Builtin in every template."""

from datetime import date
from functools import cache
from pathlib import Path
from re import findall
from urllib.parse import urlsplit

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info

from tajryiba.core import html as core_html
from tajryiba.core import kept, numbers, related
from tajryiba.core.languages import LANGUAGES, current_language

register = template.Library()

register.filter("number", numbers.number)
register.filter("money", numbers.money)
register.filter("people", numbers.people)
register.filter("file_size", numbers.file_size)

STATIC_DIR = Path(__file__).resolve().parents[1] / "static" / "core"


# --- Icons: a page carries only the symbols that it uses ---


@cache
def _symbols() -> dict[str, str]:
    sprite = (STATIC_DIR / "icons" / "sprite.svg").read_text()
    return {
        name: body for body, name in findall(r'(<symbol[^>]*? id="i-([\w-]+)".*?</symbol>)', sprite.replace("\n", ""))
    }


@cache
def _icon_html(name: str, extra: str) -> str:
    css = f"icon {extra}".strip()
    return mark_safe(f'<svg class="{css}" aria-hidden="true"><use href="#i-{name}"/></svg>')  # noqa: S308


def use_icon(context, name: str, extra: str = "") -> str:
    """HTML of an icon; remembers it so that `icon_symbols` at the end of the page carries its drawing."""
    request = context.get("request")
    if request is not None:
        used = getattr(request, "icons_used", None)
        if used is None:
            used = request.icons_used = set()
        used.add(name)
    return _icon_html(name, extra)


register.simple_tag(use_icon, takes_context=True, name="icon")


@register.simple_tag(takes_context=True)
def icon_symbols(context):
    used = getattr(context.get("request"), "icons_used", set())
    symbols = _symbols()
    missing = used - symbols.keys()
    if missing:
        raise template.TemplateSyntaxError(f"No such icon: {', '.join(sorted(missing))}")
    return mark_safe("<svg hidden>" + "".join(symbols[name] for name in sorted(used)) + "</svg>")  # noqa: S308


# --- Languages ---


@register.simple_tag(takes_context=True)
def language_links(context):
    """The same page in the three languages: the view's `alternates`, else the same address with another prefix. A page
    that lives in some languages only says in `elsewhere` where the others lead.
    """
    request = context["request"]
    alternates, elsewhere = context.get("alternates") or {}, context.get("elsewhere") or {}
    _slash, _code, rest = ([*request.path.split("/", 2), ""])[:3]
    return [
        {
            "code": code,
            "name": language_name(code),
            "url": alternates.get(code) or elsewhere.get(code) or f"/{code}/{rest if request.path != '/' else ''}",
            "current": code == current_language(),
            "exists": not alternates or code in alternates,
        }
        for code in LANGUAGES
    ]


@register.filter
def language_name(code: str) -> str:
    """The language's own name: Кыргызча, Русский, English."""
    return get_language_info(code)["name_local"].capitalize()


# --- Words, numbers, dates ---


@register.filter
def rich(value: str) -> str:
    """HTML that an editor wrote, cleaned once more on the way out."""
    return mark_safe(core_html.clean_html(value or ""))  # noqa: S308


@register.filter
def hyphenated(name: str) -> str:
    """Soft hyphens in words longer than 8 letters, so that two columns fit in 320 px."""
    return " ".join(_hyphenate(word) if len(word) > 8 else word for word in str(name).split(" "))


VOWELS = "аеёиоуыэюяөүaeiouy"


def _hyphenate(word: str) -> str:
    """Break between syllables, at least 3 letters from either end: after a vowel before one consonant, after the first
    of several consonants, after a soft or hard sign.
    """
    sounds = "".join(
        "v" if letter in VOWELS else "c" if letter.isalpha() and letter not in "ьъ" else "-" for letter in word.lower()
    )
    out = []
    for index, letter in enumerate(word):
        out.append(letter)
        open_syllable = sounds[index : index + 3] == "vcv"
        closed_syllable = index > 0 and sounds[index - 1 : index + 2] == "vcc" and "v" in sounds[index + 1 :]
        after_sign = letter in "ьъ" and sounds[index + 1 : index + 3] == "cv"
        if 2 < index + 1 < len(word) - 2 and (open_syllable or closed_syllable or after_sign):
            out.append("\u00ad")
    return "".join(out)


@register.simple_tag
def illustration(name: str) -> str:
    """Address of a felt illustration; every topic has one."""
    return static(f"core/illustrations/{name}.svg")


@register.filter
def get(mapping: dict, key):
    return mapping.get(key)


@register.filter
def month(value: str) -> str:
    """ "2024-03" → «March 2024» in the page's language; "2024" stays."""
    year, _dash, number_of_month = value.partition("-")
    if not number_of_month.isdigit():
        return year
    return date_format(date(int(year), int(number_of_month), 1), "YEAR_MONTH_FORMAT")


@register.filter
def source_name(url: str) -> str:
    """A bare link is shown by its site and the end of its path, so that it does not break a narrow page."""
    parts = urlsplit(url)
    if not parts.netloc:
        return url
    tail = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return f"{parts.netloc.removeprefix('www.')}/…/{tail}"[:60] if tail else parts.netloc.removeprefix("www.")


# --- Pieces of the design ---

RHOMBS = (7, 21, 35, 49)


@register.simple_tag
def rhombs(level: int) -> str:
    """Four rhombs of the evidence level; the text always stands beside them."""
    shape = "l6.5 6.5-6.5 6.5-6.5-6.5z"
    filled = [' class="on"' if index < level else "" for index in range(len(RHOMBS))]
    paths = "".join(f'<path d="M{x} 0{shape}"{css}/>' for x, css in zip(RHOMBS, filled, strict=True))
    return mark_safe(f'<svg class="icon" viewBox="0 0 56 13" aria-hidden="true">{paths}</svg>')  # noqa: S308


@register.simple_tag(takes_context=True)
def related_blocks(context, place: str, obj=None):
    """Blocks that upper apps show here (core.related)."""
    return mark_safe("".join(related.render(place, context.flatten(), obj)))  # noqa: S308


@register.simple_tag(takes_context=True)
def kept_part(context, template: str, obj):
    """An include whose HTML is kept until a table that it or `obj` comes from is written (core.kept)."""
    return mark_safe(kept.draw(kept.part(template), context.flatten(), obj))  # noqa: S308


@register.simple_tag(takes_context=True)
def query_with(context, **changes) -> str:
    """The page's query string with `changes`; None removes a key."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    encoded = query.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.simple_tag
def pager_pages(page):
    """Page numbers around the current one, with None where pages are left out."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if item == page.paginator.ELLIPSIS else item for item in elided]


@register.simple_tag
def lang_attribute(code: str) -> str:
    """`lang="ru"` where a piece is in another language than the page."""
    return "" if not code or code == current_language() else format_html(' lang="{}"', code)


@register.simple_tag(takes_context=True)
def query_without(context, key: str, value: str) -> str:
    """The page's query string without one value of `key`, back on the first page."""
    query = context["request"].GET.copy()
    query.setlist(key, [kept for kept in query.getlist(key) if kept != value])
    query.pop("page", None)
    return "?" + query.urlencode()
