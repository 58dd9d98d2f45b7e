"""Find poppler's programs, by which the tests look into the PDF files that the portal makes with other eyes."""

import shutil

NAMES = ("pdffonts", "pdftotext")
ADVICE = "On Debian or Ubuntu: apt-get install poppler-utils"


def is_there() -> bool:
    return all(map(shutil.which, NAMES))
