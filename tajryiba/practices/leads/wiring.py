"""What leads hear of; called once by `apps.py`."""

from tajryiba.core import hooks

from . import domain, rules  # noqa: F401  (rules registers its permissions)


def connect() -> None:
    hooks.register("practice_published", domain.note_published)
