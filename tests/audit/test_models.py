"""An event is never changed or removed: not through the model, not through a query set, not in the database itself."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tajryiba.audit.models import AppendOnlyError, Event
from tests.factories.audit import EventFactory


@pytest.mark.django_db
def test_model_and_query_set_refuse():
    event = EventFactory()
    event.verb = "practices.withdrawn"

    for change in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(verb="x.y"),
        lambda: Event.objects.bulk_update([event], ["verb"]),
        lambda: Event.objects.update_or_create(pk=event.pk, defaults={"verb": "x.y"}),
    ):
        with pytest.raises(AppendOnlyError, match="only added"):
            change()

    assert list(Event.objects.values_list("verb", flat=True)) == ["practices.published"]


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE audit_event SET verb = 'x.y'", "DELETE FROM audit_event"])
def test_the_database_refuses(sql):
    EventFactory()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Event.objects.get().verb == "practices.published"


@pytest.mark.django_db
def test_adding_many_at_once_works():
    Event.objects.bulk_create([EventFactory.build() for _ in range(3)])
    assert Event.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_log_and_the_refusal_stays():
    EventFactory()
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert Event.objects.count() == 0

    EventFactory()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event")


@pytest.mark.django_db
def test_text_of_an_event():
    event = EventFactory()
    assert str(event) == f"practices.published {event.at:%Y-%m-%d %H:%M}"
