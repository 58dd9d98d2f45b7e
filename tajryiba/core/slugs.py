"""Latin slugs out of Cyrillic titles (Django's own slugify drops Cyrillic)."""

from anyascii import anyascii
from django.utils.text import slugify  # noqa: TID251  (fed with Latin letters only)


def latin_slug(text: str, max_length: int = 60) -> str:
    """ "Ак-Чий айыл аймагы" → "ak-chiy-ayyl-aymagy"; cut at a word, never empty."""
    slug = slugify(anyascii(text))
    if len(slug) > max_length:
        slug = slug[:max_length].rsplit("-", 1)[0]
    return slug.strip("-") or "x"
