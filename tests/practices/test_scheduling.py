"""A text that an editor scheduled goes live and comes down on time, and the catalogue knows."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from tajryiba.core import scheduling
from tajryiba.core.tasks import publish_scheduled
from tajryiba.practices.models import Practice, PracticeText
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


def schedule(minutes: int) -> PracticeText:
    """A draft that is to go live in so many minutes."""
    text = make.text(make.practice(), "ru")
    text.go_live_at = timezone.now() + timedelta(minutes=minutes)
    text.save_revision(approved_go_live_at=text.go_live_at)
    return text


def test_what_is_due_goes_live_once():
    due, later = schedule(-1), schedule(60)
    assert scheduling.publish_and_expire() == 1
    assert scheduling.publish_and_expire() == 0
    assert [Practice.objects.get(texts=text).is_public for text in (due, later)] == [True, False]


def test_what_has_expired_comes_down():
    made = make.published()
    PracticeText.objects.filter(practice=made).update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_scheduled.call_local()
    text = PracticeText.objects.get(practice=made)
    assert (text.live, text.expired, Practice.objects.get(pk=made.pk).is_public) == (False, True, False)


def test_one_that_fails_is_undone_and_does_not_hold_up_the_rest(monkeypatch, caplog):
    broken, sound = schedule(-2), schedule(-1)
    publish = Revision.publish

    def fail_for_one(revision, **kwargs):
        publish(revision, **kwargs)
        if revision.object_id == str(broken.pk):
            raise RuntimeError("half-way")

    monkeypatch.setattr(Revision, "publish", fail_for_one)
    assert scheduling.publish_and_expire() == 1
    assert [PracticeText.objects.get(pk=text.pk).live for text in (broken, sound)] == [False, True]
    assert Practice.objects.get(texts=broken).is_public is False
    assert "half-way" in caplog.text
