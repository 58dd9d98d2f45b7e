"""The drawn cover of a book, as a picture: the first page of the PDF, by the same template."""

import tempfile
from pathlib import Path

from .layout import page_data
from .model import Publication
from .pictures import Ready, prepare
from .typeset import cover_png

TALLEST = 1500


def drawn(publication: Publication, words: dict) -> Ready:
    with tempfile.TemporaryDirectory(prefix="cover-") as name:
        folder = Path(name)
        data, _missing = page_data(publication, folder, words, parts=False)
        return prepare(cover_png(data, folder), TALLEST)
