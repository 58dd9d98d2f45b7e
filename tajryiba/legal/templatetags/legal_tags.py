"""Filters of the pages of acts."""

import re

from django import template
from django.utils.safestring import mark_safe

register = template.Library()
_ID = re.compile(r'<p id="[^"]*">')


@register.filter
def without_ids(html: str) -> str:
    """The words of a provision (cleaned when written) where the same anchor would stand twice on a page."""
    return mark_safe(_ID.sub("<p>", html))  # noqa: S308
