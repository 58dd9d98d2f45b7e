"""Called once from the wiring of the magazine."""

from django.db import transaction

from tajryiba.core import hooks, related

from ..models import StaticPage
from . import footer


def connect() -> None:
    related.extend_menu("footer", footer.links)
    hooks.register("page_published", forget_footer)
    hooks.register("page_unpublished", forget_footer)


def forget_footer(*, page, **_facts) -> None:
    if isinstance(page, StaticPage):
        transaction.on_commit(footer.forget)
