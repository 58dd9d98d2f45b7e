from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from tajryiba.audit.domain import MAX_FACTS, record
from tajryiba.audit.models import Event

pytestmark = pytest.mark.django_db


def test_record_keeps_who_what_where_and_facts():
    group = Group.objects.create(name="a group")

    event = record(
        "practices.published", actor=7, obj=group, organisation=3, unit=5, language="ky", day=date(2026, 3, 1)
    )

    event.refresh_from_db()
    assert (event.verb, event.actor_id, event.organisation_id, event.unit_id) == ("practices.published", 7, 3, 5)
    assert event.content_type == ContentType.objects.get_for_model(Group)
    assert event.object_id == str(group.pk)
    assert event.data == {"language": "ky", "day": "2026-03-01"}


def test_rows_count_as_their_ids_and_a_guest_as_nobody():
    group = Group.objects.create(name="a group")

    event = record("people.joined", actor=AnonymousUser(), organisation=group, unit=group)

    assert (event.actor_id, event.organisation_id, event.unit_id) == (None, group.pk, group.pk)
    assert (event.content_type, event.object_id, event.data) == (None, "", {})


def test_numbers_that_json_does_not_know_are_kept_as_text():
    event = record("practices.counted", cost=Decimal("10.50"))
    event.refresh_from_db()
    assert event.data == {"cost": "10.50"}


@pytest.mark.parametrize(
    "verb", ["", "published", "Practices.published", "practices.", "practices.published\n", "a b.c"]
)
def test_a_malformed_verb_is_refused(verb):
    with pytest.raises(ValueError, match="A verb looks like"):
        record(verb)
    assert Event.objects.count() == 0


@pytest.mark.parametrize("key", ["email", "phone", "full_name", "password", "token", "ip"])
def test_personal_data_is_refused(key):
    with pytest.raises(ValueError, match="no personal data"):
        record("people.registered", **{key: "x"})


def test_an_unsaved_object_is_refused():
    with pytest.raises(ValueError, match="save the object"):
        record("people.made", obj=Group(name="unsaved"))


def test_facts_are_small():
    record("practices.noted", text="ө" * (MAX_FACTS - 20))
    with pytest.raises(ValueError, match="small facts"):
        record("practices.noted", text="ө" * MAX_FACTS)


def test_an_event_is_undone_with_its_deed():
    with pytest.raises(RuntimeError, match="the deed failed"), transaction.atomic():
        record("practices.published")
        raise RuntimeError("the deed failed")
    assert Event.objects.count() == 0
