"""What editors schedule for pages happens on time, once, and the search knows."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.scheduling import publish_and_expire
from tajryiba.magazine.models import NewsPage
from tajryiba.search.models import Entry
from tests.factories.magazine import a_page, some_news

pytestmark = pytest.mark.django_db


def test_a_page_goes_live_and_is_taken_down_on_time():
    now = timezone.now()
    page = a_page(some_news(()), "ru", title="Мост открыт", publish=False)
    page.go_live_at, page.expire_at = now + timedelta(hours=1), now + timedelta(hours=2)
    page.save_revision().publish()
    assert publish_and_expire() == 0
    assert seen(page) == (False, 0, 0, 0)
    with time_machine.travel(now + timedelta(minutes=61)):
        assert publish_and_expire() == 1
        assert seen(page) == (True, 1, 0, 1)
    with time_machine.travel(now + timedelta(minutes=121)):
        assert publish_and_expire() == 1
        assert seen(page) == (False, 1, 1, 0)


def seen(page) -> tuple:
    """Live, how often published and taken down by the log, rows in the search."""
    happened = [Event.objects.filter(verb=f"magazine.news_{verb}").count() for verb in ("published", "unpublished")]
    return (NewsPage.objects.get(pk=page.pk).live, *happened, Entry.objects.filter(title=page.title).count())
