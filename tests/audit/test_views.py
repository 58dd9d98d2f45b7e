import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from tajryiba.audit.domain import record
from tajryiba.core.roles import ROLES
from tests.factories.audit import EventFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def test_a_guest_is_sent_to_sign_in(client):
    assert client.get(reverse("events:index")).status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_only_content_admin_and_analyst_read_the_list(client, role):
    EventFactory()
    client.force_login(person(role))

    response = client.get(reverse("events:index"))

    if role in ("content_admin", "analyst"):
        assert response.status_code == 200
        assert "practices.published" in response.text
    else:
        assert response.status_code in (302, 403)  # sent home by Wagtail, or never let into the admin
        assert "practices.published" not in response.text


def test_filters_by_verb_and_day(client):
    EventFactory(verb="practices.published")
    EventFactory(verb="media.image_added")
    client.force_login(person("analyst"))

    response = client.get(reverse("events:results"), {"verb": "media."})
    assert "media.image_added" in response.text
    assert "practices.published" not in response.text
    assert "media.image_added" not in client.get(reverse("events:results"), {"at_to": "2001-01-01"}).text


def test_there_is_no_address_that_changes_an_event():
    for name in ("add", "edit", "delete", "copy"):
        for args in ([], [1]):
            with pytest.raises(NoReverseMatch):
                reverse(f"events:{name}", args=args)


def test_thirty_events_cost_as_many_queries_as_one(client):
    group = Group.objects.first()
    client.force_login(person("analyst"))

    def cost(events):
        for _ in range(events):
            record("groups.seen", obj=group)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("events:results")).status_code == 200
        return len(queries)

    cost(1)  # warms what the process remembers
    assert cost(1) == cost(29)
