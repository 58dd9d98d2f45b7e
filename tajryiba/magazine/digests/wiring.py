"""What the other apps must know of digests; called once from the magazine's wiring."""

from django.urls import reverse
from django.utils.translation import gettext

from tajryiba.notify import followables

from ..models import DigestItem
from . import notices, sources


def connect() -> None:
    notices.register()
    sources.connect()
    followables.register_kind(
        DigestItem, lambda: gettext("Digests of news and of legislation"), lambda: reverse("magazine")
    )
