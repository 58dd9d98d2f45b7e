"""Called once by `magazine/wiring.py`."""

from . import notices


def connect() -> None:
    notices.register()
