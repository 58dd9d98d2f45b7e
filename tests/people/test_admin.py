"""The admin: who opens what, and that nobody raises themselves."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.people import domain
from tajryiba.people.models import ConsentText, Membership, Organisation, User
from tajryiba.people.rules import ADMIN_ROLES
from tests.factories.people import EVERYBODY, make_organisation, membership, person
from tests.factories.reference import UnitFactory

pytestmark = pytest.mark.django_db

KEEPERS = {"client_admin", "superuser"}


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


def group(name: str) -> str:
    return str(Group.objects.get(name=name).pk)


def person_data(user=None, **changes) -> dict:
    data = {
        "full_name": "Үлгү Адам",
        "email": user.email if user else "new@example.kg",
        "phone": "",
        "language": "ky",
        "category": "lsg",
        "is_active": "on",
        "groups": [],
    }
    return {**data, **changes}


def edit_url(user) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


# --- Who opens what ---


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_opens_the_pages(guest, signed_in, role):
    client = guest if role == "guest" else signed_in(person(role))
    organisation = make_organisation()
    row = membership(person(), organisation, state="asked")
    pages = [
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:add"),
        edit_url(person()),
        reverse("organisation:index"),
        reverse("organisation:new"),
        reverse("organisation:edit", args=[organisation.pk]),
        reverse("organisation:rename", args=[organisation.pk]),
        reverse("organisation:succeed", args=[organisation.pk]),
        reverse("membership:index"),
        reverse("membership:invite"),
        reverse("membership:decide", args=[row.pk, "admit"]),
        reverse("consent_text:index"),
    ]
    elsewhere = 302 if role in {"guest", *ADMIN_ROLES} else 403
    for page in pages:
        assert client.get(page).status_code == (200 if role in KEEPERS else elsewhere), page


@pytest.mark.parametrize("role", sorted(KEEPERS))
def test_what_nobody_opens(signed_in, role):
    client = signed_in(person(role))
    text = ConsentText.objects.first()
    organisation = make_organisation()
    for page in (
        reverse("organisation:delete", args=[organisation.pk]),
        reverse("wagtailusers_users:delete", args=[person().pk]),
        reverse("consent_text:edit", args=[text.pk]),
        reverse("consent_text:delete", args=[text.pk]),
    ):
        assert client.post(page).status_code == 302, page
    assert ConsentText.objects.filter(pk=text.pk).exists()
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_lists_cost_the_same_for_many(signed_in, same_query_count):
    client = signed_in(person("client_admin"))
    organisation = make_organisation()

    def grow(count):
        for _ in range(count):
            make_organisation()
            membership(person(), organisation)

    for name in ("wagtailusers_users:index", "organisation:index", "membership:index"):
        same_query_count(lambda name=name: client.get(reverse(name)), grow, large=12)


def test_the_profile_page_of_the_admin_opens(signed_in):
    assert signed_in(person("editor")).get(reverse("wagtailadmin_account")).status_code == 200


# --- Accounts ---


def test_add_a_person(signed_in):
    by = person("client_admin")
    data = person_data(phone="0700 123456", groups=[group("expert")])
    assert signed_in(by).post(reverse("wagtailusers_users:add"), data).status_code == 302
    user = User.objects.get(email="new@example.kg")
    assert (user.phone, user.roles, user.is_staff, user.is_superuser) == ("+996700123456", {"expert"}, False, False)
    assert not user.has_usable_password()
    assert Event.objects.get(verb="people.created_by_staff").actor_id == by.pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "Taken@example.kg"}, "email"),
        ({"email": "x"}, "email"),
        ({"email": ""}, "__all__"),
        ({"phone": "1"}, "phone"),
    ],
)
def test_a_wrong_person_is_explained(signed_in, changes, field):
    person(email="taken@example.kg")
    response = signed_in(person("client_admin")).post(reverse("wagtailusers_users:add"), person_data(**changes))
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}


def test_edit_a_person(signed_in):
    user = person("expert", email="old@example.kg")
    signed_in(person("client_admin")).post(
        edit_url(user), person_data(user, email="New@example.kg", groups=[group("jury")])
    )
    user = User.objects.get(pk=user.pk)
    assert (user.full_name, user.email, user.roles) == ("Үлгү Адам", "new@example.kg", {"jury"})
    assert not EmailAddress.objects.filter(user=user).exists()


def test_an_account_is_closed(signed_in):
    user = person()
    data = person_data(user)
    del data["is_active"]
    signed_in(person("client_admin")).post(edit_url(user), data)
    user.refresh_from_db()
    assert not user.is_active


@pytest.mark.parametrize("role", ["superuser", "content_admin", "client_admin", "editor", "analyst"])
def test_the_client_admin_does_not_touch_staff(signed_in, role):
    user = person(role)
    client = signed_in(person("client_admin"))
    assert client.get(edit_url(user)).status_code == 302
    assert client.post(edit_url(user), person_data(user, email="mine@example.kg")).status_code == 302
    user.refresh_from_db()
    assert user.email != "mine@example.kg"


def test_the_client_admin_does_not_touch_themselves(signed_in):
    by = person("client_admin")
    client = signed_in(by)
    client.post(edit_url(by), person_data(by, is_superuser="on", groups=[group("content_admin")]))
    by = User.objects.get(pk=by.pk)
    assert not by.is_superuser
    assert by.roles == {"client_admin"}


@pytest.mark.parametrize(
    "extra", [{"is_superuser": "on"}, {"is_staff": "on"}, {"user_permissions": "1"}, {"password1": "x"}]
)
def test_mass_assignment_by_the_client_admin(signed_in, extra):
    user = person()
    signed_in(person("client_admin")).post(edit_url(user), person_data(user, **extra))
    before = user.password
    user = User.objects.get(pk=user.pk)
    assert (user.is_superuser, user.is_staff, user.password) == (False, False, before)
    assert not user.user_permissions.exists()


@pytest.mark.parametrize("role", ["content_admin", "client_admin", "editor", "analyst"])
def test_the_client_admin_gives_no_role_that_opens_the_admin(signed_in, role):
    user = person()
    response = signed_in(person("client_admin")).post(edit_url(user), person_data(user, groups=[group(role)]))
    assert response.status_code == 200
    assert User.objects.get(pk=user.pk).roles == frozenset()


def test_a_superuser_makes_staff_and_superusers(signed_in):
    user = person()
    signed_in(person("superuser")).post(
        edit_url(user), person_data(user, groups=[group("content_admin")], is_superuser="on")
    )
    user = User.objects.get(pk=user.pk)
    assert (user.is_superuser, user.is_staff, user.roles) == (True, True, {"content_admin"})


def test_a_superuser_does_not_unmake_themselves(signed_in):
    by = person("superuser")
    signed_in(by).post(edit_url(by), person_data(by))
    by.refresh_from_db()
    assert by.is_superuser
    assert by.is_active


@pytest.mark.parametrize("role", ["client_admin", "superuser"])
@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_mass_actions_are_closed(signed_in, role, action):
    by, victim = person(role), person("reader")
    address = reverse("wagtail_bulk_action", args=["people", "user", action])
    data = {"role": group("content_admin"), "mark_as_active": "False"}
    signed_in(by).post(f"{address}?id={by.pk}&id={victim.pk}&next=/admin/", data)
    for user, roles in ((by, {role} - {"superuser"}), (victim, set())):
        user = User.objects.get(pk=user.pk)
        assert user.roles == roles
        assert user.is_active


def test_only_superusers_edit_groups(signed_in):
    for role in ("client_admin", "content_admin"):
        assert signed_in(person(role)).get(reverse("wagtailusers_groups:index")).status_code == 302


# --- Organisations and memberships ---


def test_add_rename_and_hand_over_an_organisation(signed_in):
    client = signed_in(person("client_admin"))
    unit = UnitFactory()
    client.post(reverse("organisation:new"), {"name_ky": "Көк-Жар", "category": "lsg", "unit": unit.pk})
    organisation = Organisation.objects.get(name_ky="Көк-Жар")
    client.post(reverse("organisation:rename", args=[organisation.pk]), {"name_ky": "Үч-Коргон", "on": "2025-01-01"})
    organisation.refresh_from_db()
    assert (organisation.name_ky, organisation.unit, organisation.names.count()) == ("Үч-Коргон", unit, 2)
    successor = make_organisation()
    client.post(
        reverse("organisation:succeed", args=[organisation.pk]),
        {"successor": successor.pk, "on": "2025-02-01", "act": "№ 1"},
    )
    organisation.refresh_from_db()
    assert not organisation.is_current
    assert organisation.successions.get().successor == successor


def test_names_are_not_edited_as_plain_fields(signed_in):
    organisation = make_organisation("Көк-Жар")
    client = signed_in(person("client_admin"))
    client.post(
        reverse("organisation:edit", args=[organisation.pk]),
        {"category": "ngo", "name_ky": "X", "valid_to": "2020-01-01"},
    )
    client.post(
        reverse("organisation:edit", args=[organisation.pk]),
        {"category": "donor", "name_ky": "X", "valid_to": "2020-01-01"},
    )
    organisation.refresh_from_db()
    assert (organisation.name_ky, organisation.category, organisation.valid_to) == ("Көк-Жар", "donor", None)


def test_a_refusal_is_shown_on_the_form(signed_in):
    organisation = make_organisation()
    client = signed_in(person("client_admin"))
    data = {"successor": organisation.pk, "on": "2025-02-01", "act": "№ 1"}
    response = client.post(reverse("organisation:succeed", args=[organisation.pk]), data)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


def test_invite_and_decide(signed_in):
    client = signed_in(person("client_admin"))
    organisation, user = make_organisation(), person()
    data = {"organisation": organisation.pk, "email": user.email, "role": "manager"}
    client.post(reverse("membership:invite"), data)
    row = Membership.objects.get(user=user)
    assert (row.state, row.role) == ("invited", "manager")
    asked = domain.join_organisation(user=person(), organisation=organisation)
    client.post(reverse("membership:decide", args=[asked.pk, "admit"]))
    asked.refresh_from_db()
    assert asked.state == "active"
    assert client.post(reverse("membership:decide", args=[asked.pk, "admit"])).status_code == 302
    assert client.get(reverse("membership:decide", args=[asked.pk, "nonsense"])).status_code == 404
    unknown = client.post(reverse("membership:invite"), {**data, "email": "nobody@example.kg"})
    assert set(unknown.context["form"].errors) == {"email"}


def test_a_superuser_adds_a_version_of_a_consent(signed_in):
    data = {"kind": "news_email", "version": "2", "valid_from": "2026-12-01", "title_ru": "Новое", "text_ru": "Текст"}
    assert signed_in(person("client_admin")).post(reverse("consent_text:add"), data).status_code == 302
    assert ConsentText.objects.filter(kind="news_email").count() == 1
    signed_in(person("superuser")).post(reverse("consent_text:add"), data)
    assert ConsentText.objects.filter(kind="news_email").count() == 2


def test_a_refusal_of_the_verb_is_shown(signed_in, monkeypatch):
    user = person()

    def refuse(**_facts):
        raise DomainError("No.", code="forbidden")

    monkeypatch.setattr(domain, "edit_person", refuse)
    response = signed_in(person("client_admin")).post(edit_url(user), person_data(user))
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == ["No."]


def test_staff_verbs_check_for_themselves():
    client_admin, boss, reader = person("client_admin"), person("superuser"), person()
    facts = {"email": "a@example.kg", "phone": None, "roles": []}
    for by in (reader, person("content_admin"), person("guest")):
        with pytest.raises(DomainError):
            domain.create_person(by=by, **facts)
        with pytest.raises(DomainError):
            domain.edit_person(user=person(), by=by, **facts)
    for victim in (boss, client_admin, person("editor")):
        with pytest.raises(DomainError):
            domain.edit_person(user=victim, by=client_admin, **facts)
    with pytest.raises(DomainError):
        domain.edit_person(user=reader, by=client_admin, **{**facts, "roles": ["content_admin"]})
    for by in (client_admin, reader):
        with pytest.raises(DomainError):
            domain.set_superuser(user=reader, by=by, value=True)
    with pytest.raises(DomainError):
        domain.set_superuser(user=boss, by=boss, value=False)
    with pytest.raises(TypeError):
        domain.edit_person(user=reader, by=boss, is_superuser=True, **facts)
