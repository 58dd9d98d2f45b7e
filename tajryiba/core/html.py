"""Cleaning of what people write and turning of plain paragraphs into HTML."""

import re
from html import unescape

import nh3
from django.utils.html import escape

ALLOWED_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "hr"}
ALLOWED_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(html: str) -> str:
    """Keep the few tags of a text section; scripts, styles, handlers, foreign schemes are dropped."""
    return nh3.clean(
        html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow ugc"
    )


_ENDS = re.compile(r"(?i)<br\b[^>]*>|</(?:p|h[1-6]|li|td|th|tr|div|blockquote)>")


def plain_lines(html: str) -> str:
    """HTML → its words, a line for each paragraph, cell and item of a list."""
    words = unescape(nh3.clean(_ENDS.sub("\n", html), tags=set()))
    return "\n".join(line for line in map(str.strip, words.splitlines()) if line)


TAG = re.compile(r"<[^<>]*>")


def plain_text(html: str) -> str:
    """The words of cleaned HTML, without tags; what stood in two blocks does not grow together."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


def paragraphs(text: str) -> str:
    """Plain text → HTML: a blank line ends a paragraph, lines that begin with "- " make a list."""
    blocks = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        blocks.extend(_block(list(group)) for group in _runs(chunk.splitlines()))
    return "".join(blocks)


def _runs(lines: list[str]):
    """Split lines into runs of list items and runs of plain lines."""
    run: list[str] = []
    for line in (line.strip() for line in lines):
        if run and line.startswith("- ") != run[-1].startswith("- "):
            yield run
            run = []
        run.append(line)
    if run and any(run):
        yield run


def _block(lines: list[str]) -> str:
    if lines[0].startswith("- "):
        items = "".join(f"<li>{escape(line[2:])}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{escape(' '.join(lines))}</p>"
