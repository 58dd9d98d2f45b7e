"""A publication as print-quality PDF and as EPUB 3. Knows no business: `model.py` says what it takes.

made = make_pdf(publication)        made = make_pdf(publication, only=3)        made = make_epub(publication)
"""

from .model import (
    Article,
    Block,
    Callout,
    Card,
    Chart,
    Cover,
    Figure,
    Gallery,
    Infographic,
    Media,
    Person,
    Publication,
    Quote,
    Table,
    Text,
)
from .outside import Made, fingerprint_of, make_epub, make_pdf

__all__ = [
    "Article",
    "Block",
    "Callout",
    "Card",
    "Chart",
    "Cover",
    "Figure",
    "Gallery",
    "Infographic",
    "Made",
    "Media",
    "Person",
    "Publication",
    "Quote",
    "Table",
    "Text",
    "fingerprint_of",
    "make_epub",
    "make_pdf",
]
