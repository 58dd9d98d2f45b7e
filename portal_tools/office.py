"""Find LibreOffice, in which the tests open the documents that the portal makes."""

import shutil

NAMES = ("soffice", "libreoffice")
ADVICE = "On Debian or Ubuntu: apt-get install libreoffice-writer-nogui"


def find() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)
