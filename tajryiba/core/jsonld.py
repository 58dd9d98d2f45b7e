"""Data about a page for search engines (schema.org)."""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_WRITTEN = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def json_ld(facts: dict) -> SafeString:
    """A data block of what is known; empty facts are left out. Browsers run nothing of it, and no text can end it."""
    known = {name: value for name, value in facts.items() if value}
    text = json.dumps(known, ensure_ascii=False).translate(_WRITTEN)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
