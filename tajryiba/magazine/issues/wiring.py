"""What the other apps must know of issues; called once from the magazine's wiring."""

from django.urls import reverse
from django.utils.translation import gettext

from tajryiba.notify import followables

from ..models import Issue
from . import notices


def connect() -> None:
    notices.register()
    followables.register_kind(Issue, lambda: gettext("All new issues of the magazine"), lambda: reverse("magazine"))
