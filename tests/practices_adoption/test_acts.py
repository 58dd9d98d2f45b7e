"""The acts on which an adoption rests: written by the municipality, shown when it chooses to."""

import pytest
from django.urls import reverse

from tajryiba.legal import domain as legal
from tajryiba.legal.models import Citation
from tajryiba.practices.adoption import domain
from tajryiba.practices.adoption.drafting import acts as drafting
from tajryiba.practices.adoption.drafting.facts import topics_of
from tajryiba.practices.adoption.enums import PublicPart
from tests.factories import adoption as make
from tests.factories import legal as acts
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.Team()


@pytest.fixture
def row(team):
    return make.adoption(team)


def test_members_cite_and_take_back(signed_in, team, row):
    act = acts.with_text(3)
    client, url = signed_in(team.member), reverse("account_adoption_acts", args=[row.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"act": act.pk, "article": "ст. 2 п. 1", "note": "Разрешает"}).status_code == 302
    citation = Citation.objects.of(row).get()
    assert (citation.article, citation.note, citation.added_by) == ("st-2-p-1", "Разрешает", team.member)
    assert act.full_title in client.get(url).content.decode()
    for wrong in ({"act": act.pk, "article": "99"}, {"act": 0}, {"act": act.pk, "article": "слова"}):
        assert client.post(url, wrong).status_code == 200
    assert client.post(url, {"uncite": "x"}).status_code == 404
    assert client.post(url, {"uncite": citation.pk}).status_code == 302
    assert not Citation.objects.exists()


def test_the_staff_only_reads_and_strangers_find_nothing(signed_in, team, row):
    act = acts.act()
    citation = legal.cite(source=row, act=act, actor=team.member)
    url = reverse("account_adoption_acts", args=[row.pk])
    staff = signed_in(person("content_admin"))
    assert staff.get(url).status_code == 200
    assert staff.post(url, {"act": act.pk, "article": "5"}).status_code == 200
    assert staff.post(url, {"uncite": citation.pk}).status_code == 302
    assert Citation.objects.get() == citation
    assert signed_in(person()).get(url).status_code == 404


def test_the_page_names_the_acts_of_the_practice_and_of_the_drafts(signed_in, team, row):
    named = drafting.acts_on(topics_of(row))[0]
    known = acts.act(number=named["number"], adopted=named["date"].isoformat())
    cited = acts.act(title_ru="О воде", title_ky="")
    legal.cite(source=row.practice, act=cited, actor=person("editor"))
    html = signed_in(team.member).get(reverse("account_adoption_acts", args=[row.pk])).content.decode()
    assert cited.get_absolute_url() in html
    assert known.get_absolute_url() in html


def test_everybody_reads_them_only_when_the_municipality_says_so(guest, team, row):
    act = acts.act()
    legal.cite(source=row, act=act, actor=team.member)
    page = row.get_absolute_url()
    assert act.get_absolute_url() not in guest.get(page).content.decode()
    domain.choose_public(adoption=row, by=team.member, parts=[PublicPart.LAW], is_hidden=False)
    assert act.get_absolute_url() in guest.get(page).content.decode()
    assert page in guest.get(act.get_absolute_url()).content.decode()
    domain.choose_public(adoption=row, by=team.member, parts=[PublicPart.LAW], is_hidden=True)
    assert page not in guest.get(act.get_absolute_url()).content.decode()
