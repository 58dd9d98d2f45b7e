"""A new practice is told to who follows its topic, its municipality, or the kind; starter content is no news."""

import pytest
from django.contrib.contenttypes.models import ContentType

from tajryiba.notify import domain as notify
from tajryiba.notify.models import Notice
from tajryiba.practices.domain import publish_text
from tajryiba.practices.models import Practice
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def told() -> list[int]:
    return sorted(Notice.objects.filter(kind="practices.new").values_list("user_id", flat=True))


def test_followers_of_topic_place_and_kind_are_told_once():
    by_topic, by_place, by_kind, stranger = (person() for _one in range(4))
    unit = make.unit()
    notify.follow(by_topic, make.topic())
    notify.follow(by_place, unit)
    notify.follow(by_place, make.topic())
    notify.follow(by_kind, ContentType.objects.get_for_model(Practice))
    notify.follow(stranger, make.topic("roads"))
    practice = make.published(("ru", "ky"), units=[unit])
    publish_text(text=practice.texts.get(lang="ru"))
    assert told() == sorted([by_topic.pk, by_place.pk, by_kind.pk])


def test_starter_content_is_no_news():
    notify.follow(person(), make.topic())
    make.published(starter_key="in-001")
    assert told() == []
