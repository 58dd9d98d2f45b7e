"""Municipality A is merged into D (T20): all that A did and had is reached from D, and A's addresses lead there."""

import pytest
from django.utils import timezone

from tajryiba.people.domain import succeed_organisation
from tajryiba.reference.domain import merge_units
from tests.factories import practices as make
from tests.factories import submissions
from tests.factories.adoption import Team, adoption
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    """(A, D, what A had): a practice of its own, an adoption, a draft of a submission."""
    a = Team(unit=make.unit("Эски айыл аймагы"))
    d = Team(unit=make.unit("Жаңы айыл аймагы"))
    had = {
        "practice": make.published(("ky", "ru"), title="Эски аймактын тажрыйбасы", units=[a.unit]),
        "adoption": adoption(a),
        "draft": submissions.draft(a.member, organisation=a.organisation),
    }
    today = timezone.localdate()
    merge_units(units=[a.unit], successor=d.unit, on=today, act="№ 7")
    boss = person("superuser")
    succeed_organisation(predecessors=[a.organisation], successors=[d.organisation], on=today, act="№ 7", by=boss)
    return a, d, had


def page(client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_it_on_the_page_of_d_and_a_leads_there(merged, guest):
    a, d, had = merged
    response = guest.get(a.unit.get_absolute_url(), follow=True)
    assert response.redirect_chain[-1][0].startswith(d.unit.get_absolute_url())
    shown = response.content.decode()
    assert had["practice"].get_absolute_url() in shown
    assert had["adoption"].get_absolute_url() in shown
    assert a.unit.name in shown  # its history
    assert page(guest, had["practice"].get_absolute_url())
    assert page(guest, had["adoption"].get_absolute_url())


def test_members_of_both_go_on_working_in_the_name_of_d(merged, signed_in):
    a, d, had = merged
    for member in (a.member, d.member):
        client = signed_in(member)
        assert page(client, had["adoption"].workspace_url())
        assert page(client, f"/ky/account/submissions/{had['draft'].pk}/")
        assert d.organisation.name in page(client, "/ky/account/")
    stranger = signed_in(Team().member)
    assert stranger.get(had["adoption"].workspace_url()).status_code == 404
    assert stranger.get(f"/ky/account/submissions/{had['draft'].pk}/").status_code == 404
