"""Called once from the wiring of the magazine."""

from tajryiba.core import related

from . import heads


def connect() -> None:
    related.register("page.head", heads.autodiscovery)
