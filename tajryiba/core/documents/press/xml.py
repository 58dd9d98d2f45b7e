"""XHTML out of parts: whatever is not made here is escaped."""

import re
from xml.sax.saxutils import escape, quoteattr

# What XML 1.0 cannot hold, and signs that turn the direction of the text around them.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


class Xml(str):
    """A piece that is XML already."""

    __slots__ = ()


def clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def el(tag: str, *children: str, **attributes: str) -> Xml:
    """An element. Attributes: `epub__type` → epub:type, `class_` → class; empty ones are left out."""
    names = {name: name.rstrip("_").replace("__", ":").replace("_", "-") for name in attributes}
    said = "".join(
        f" {names[name]}={quoteattr(clean(str(value)))}"
        for name, value in attributes.items()
        if value not in ("", None)
    )
    inner = join(children)
    return Xml(f"<{tag}{said}>{inner}</{tag}>" if inner or tag in PAIRED else f"<{tag}{said}/>")


PAIRED = {"p", "div", "td", "th", "a", "span", "section", "title", "h1", "h2", "h3", "li"}


def join(children) -> Xml:
    return Xml("".join(child if isinstance(child, Xml) else escape(clean(str(child))) for child in children if child))
