from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tajryiba.audit.models import Event
from tajryiba.core.roles import CONTENT_ADMIN
from tajryiba.reference.enums import UnitKind
from tajryiba.reference.models import Topic, Unit
from tajryiba.search.queries import find
from tests.factories.reference import DistrictFactory, TopicFactory, UnitFactory

pytestmark = pytest.mark.django_db

DAY = date(2025, 1, 1)
DECREE = {"on": "2025-01-01", "act": "Law 1"}
VERBS = ("rename", "merge", "split", "move")


def address(name, *args):
    return reverse(f"wagtailsnippets_reference_unit:{name}", args=args)


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


def person(email):
    user = get_user_model().objects.create(email=email)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def administrator():
    user = person("admin@example.kg")
    user.groups.add(Group.objects.get(name=CONTENT_ADMIN))
    return user


@pytest.fixture
def staff(signed_in, administrator):
    return signed_in(administrator)


@pytest.fixture
def stranger(signed_in):
    """Somebody who may enter the admin, but keeps no registers."""
    return signed_in(person("other@example.kg"))


def test_others_see_and_change_nothing(stranger, guest, district):
    unit = UnitFactory(parent=district)
    urls = [address("list"), address("new"), address("edit", unit.pk), *[address(verb, unit.pk) for verb in VERBS]]
    for client in (stranger, guest):
        for url in urls:
            assert client.get(url).status_code == 302
            assert client.post(url, {"name_ky": "Х", "name_ru": "Х", **DECREE}).status_code == 302
    unit.refresh_from_db()
    assert (unit.name_ky != "Х", unit.valid_to) == (True, None)


def test_every_page_of_the_registers_opens(staff, district):
    unit = UnitFactory(parent=district)
    for url in [address("list"), address("new"), address("edit", unit.pk), *[address(verb, unit.pk) for verb in VERBS]]:
        assert staff.get(url).status_code == 200, url
    for model in ("topic", "specialday"):
        for name in ("list", "add"):
            assert staff.get(reverse(f"wagtailsnippets_reference_{model}:{name}")).status_code == 200
    assert staff.get(reverse("wagtailsnippets_reference_topic:edit", args=[TopicFactory().pk])).status_code == 200
    assert staff.get(address("rename", 999999)).status_code == 404


def test_a_unit_is_not_deleted_by_anybody(signed_in):
    root = get_user_model().objects.create(email="root@example.kg", is_superuser=True)
    unit = UnitFactory()
    signed_in(root).post(address("delete", unit.pk))
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_the_list_is_searched_as_people_type(staff):
    UnitFactory(name_ky="Көк-Жаңгак")
    UnitFactory(name_ky="Сокулук")
    page = staff.get(address("list"), {"q": "кок жангак"}).content.decode()
    assert "Көк-Жаңгак" in page
    assert "Сокулук" not in page


def test_the_list_costs_the_same_for_many(staff, same_query_count):
    def grow(number):
        for _ in range(number):
            UnitFactory(parent=DistrictFactory())

    same_query_count(lambda: staff.get(address("list")), grow)


def test_facts_are_edited_and_names_are_not(staff, administrator):
    unit = UnitFactory(name_ky="Ак-Суу")
    form = {
        "code": "41708203811000",
        "name_status": "official",
        "lat": "42.5",
        "lon": "74.5",
        "coordinates_of": "place",
        "population": "6840",
        "population_source": "Passport",
        "population_year": "2024",
        "name_ky": "Х",
        "valid_to": "2025-01-01",
    }
    assert staff.post(address("edit", unit.pk), form).status_code == 302
    unit.refresh_from_db()
    assert (unit.name_ky, unit.valid_to, unit.population, unit.lat) == ("Ак-Суу", None, 6840, 42.5)
    assert list(Unit.objects.matching("41708203811000")) == [unit]
    event = Event.objects.get(verb="reference.population_set")
    assert (event.actor_id, event.unit_id, event.data) == (
        administrator.pk,
        unit.pk,
        {"population": 6840, "year": 2024},
    )
    for source in ("", "a" * 1000, "\0"):
        assert staff.post(address("edit", unit.pk), {**form, "population_source": source}).status_code == 200
    assert staff.post(address("edit", unit.pk), form).status_code == 302
    assert Event.objects.filter(verb="reference.population_set").count() == 1


def test_rename(staff, administrator):
    unit = UnitFactory(name_ky="Ак-Суу")
    form = {"name_ky": "Көк-Суу", "name_ru": "Кок-Суу", **DECREE}
    assert staff.post(address("rename", unit.pk), form).status_code == 302
    unit.refresh_from_db()
    assert (unit.name_ky, unit.former_names.get().valid_to) == ("Көк-Суу", DAY)
    assert Event.objects.get(verb="reference.unit_renamed").actor_id == administrator.pk


def test_a_refusal_is_shown_and_nothing_is_lost(staff):
    unit = UnitFactory(name_ky="Ак-Суу", valid_from=DAY)
    form = {"name_ky": "Көк-Суу", "name_ru": "Кок-Суу", **DECREE}
    response = staff.post(address("rename", unit.pk), form)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="Көк-Суу"' in page
    assert response.context["form"].non_field_errors()
    unit.refresh_from_db()
    assert unit.name_ky == "Ак-Суу"


def test_merge_offers_the_units_of_the_same_oblast(staff, district):
    new, old = UnitFactory.create_batch(2, parent=district)
    ended = UnitFactory(parent=district, valid_to=DAY)
    elsewhere = UnitFactory(parent=DistrictFactory())
    offered = staff.get(address("merge", new.pk)).context["form"].fields["units"].queryset
    assert list(offered) == [old]
    for wrong in (ended, elsewhere, district, new):
        assert staff.post(address("merge", new.pk), {"units": [wrong.pk], **DECREE}).status_code == 200
    assert staff.post(address("merge", new.pk), {"units": [old.pk], **DECREE}).status_code == 302
    assert staff.post(address("merge", new.pk), {"units": [old.pk], **DECREE}).status_code == 200
    old.refresh_from_db()
    assert (old.valid_to, list(old.successors.all())) == (DAY, [new])


def test_split_move_and_new(staff, district):
    old, *parts = UnitFactory.create_batch(3, parent=district)
    form = {"successors": [part.pk for part in parts], **DECREE}
    assert staff.post(address("split", old.pk), form).status_code == 302
    assert set(old.successors.all()) == set(parts)
    other = DistrictFactory(parent=district.parent)
    assert staff.post(address("move", parts[0].pk), {"parent": other.pk, "act": "Law 2"}).status_code == 302
    assert set(Unit.objects.within(other)) == {other, parts[0]}
    form = {"kind": UnitKind.AIYL_AIMAK, "parent": other.pk, "name_ky": "Каркыра", "name_ru": "Каркыра"}
    assert staff.post(address("new"), form).status_code == 302
    assert Unit.objects.get(name_ky="Каркыра").district == other
    assert staff.post(address("new"), {**form, "kind": UnitKind.OBLAST}).status_code == 200


def test_units_of_the_same_district_are_offered_first(staff, district):
    far = UnitFactory(parent=DistrictFactory(parent=district.parent), name_ky="Ак-Суу")
    new, near = UnitFactory(parent=district, name_ky="Бел"), UnitFactory(parent=district, name_ky="Чоң-Алай")
    form = staff.get(address("merge", new.pk)).context["form"]
    assert [label for _value, label in form.fields["units"].choices] == [
        f"{near.name} ({district.name})",
        f"{far.name} ({far.district.name})",
    ]


def test_an_edited_topic_is_found_by_its_new_words_and_a_removed_one_no_more(client, administrator):
    client.force_login(administrator)
    topic = Topic.objects.create(slug="bridges", order=1, name_ru="Переправы", icon="bulb", illustration="road")
    url = reverse("wagtailsnippets_reference_topic:edit", args=[topic.pk])
    form = client.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {f"subthemes-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    response = client.post(url, data | {"name_ru": "Мосты и броды"})
    assert response.status_code == 302
    assert [hit.title for hit in find("брод", filters={"kind": ["topic"]}).hits] == ["Мосты и броды"]
    client.post(reverse("wagtailsnippets_reference_topic:delete", args=[topic.pk]))
    assert not Topic.objects.filter(pk=topic.pk).exists()
    assert find("брод", filters={"kind": ["topic"]}).hits == []
