"""Accounts and consents."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.people import domain, queries
from tajryiba.people.enums import Category, Channel, ConsentKind, ContactKind, MemberState
from tajryiba.people.models import Consent, ConsentText, User
from tests.factories.people import PASSWORD, make_organisation, membership, person

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


# --- Registration, profile, contacts ---


def test_register_makes_an_account_with_its_consents():
    text = queries.current_text(ConsentKind.PERSONAL_DATA)
    user = domain.register(
        email="Aida@Example.KG",
        password=PASSWORD,
        full_name="Аида",
        language="ru",
        category="lsg",
        phone="0700123456",
        consents=[text],
    )
    user.refresh_from_db()
    assert (user.email, user.phone, user.phone_verified) == ("aida@example.kg", "+996700123456", False)
    assert user.check_password(PASSWORD)
    assert not user.is_staff
    assert not user.is_superuser
    assert set(user.contacts.values_list("kind", "value", "verified_at", "preferred")) == {
        ("email", "aida@example.kg", None, True),
        ("phone", "+996700123456", None, False),
    }
    assert list(user.consents.values_list("kind", "text_version", "channel")) == [("personal_data", text.pk, "site")]
    assert verbs() == ["people.consent_given", "people.registered"]


def test_no_event_carries_personal_data():
    domain.register(email="aida@example.kg", password=None, full_name="Аида Үлгү", phone="0700123456")
    told = json.dumps(list(Event.objects.values_list("data", flat=True)), ensure_ascii=False)
    assert not any(part in told for part in ("aida", "Аида", "700123456"))


def test_a_phone_of_somebody_else_is_kept_as_a_contact_only():
    first = domain.register(email="a@example.kg", password=None, phone="0700123456")
    second = domain.register(email="b@example.kg", password=None, phone="0700 123 456")
    assert (first.phone, second.phone) == ("+996700123456", None)
    assert second.contacts.filter(kind=ContactKind.PHONE, value="+996700123456").count() == 1


def test_update_profile_changes_only_the_profile():
    user = person("client_admin", phone="+996700000001")
    changed = domain.update_profile(
        user=user, full_name="Жаңы", language="en", category=Category.DONOR, phone="0555 000002"
    )
    changed.refresh_from_db()
    assert (changed.full_name, changed.language, changed.category) == ("Жаңы", "en", "donor")
    assert changed.phone == "+996555000002"
    assert changed.roles == {"client_admin"}
    assert list(changed.contacts.filter(kind="phone").values_list("value", flat=True)) == ["+996555000002"]


def test_a_phone_can_be_taken_away():
    user = domain.register(email="a@example.kg", password=None, phone="0700123456")
    domain.update_profile(user=user, full_name="A", language="ky", category="citizen", phone="")
    user.refresh_from_db()
    assert user.phone is None
    assert not user.contacts.filter(kind="phone").exists()


def test_t7_saving_a_profile_never_changes_a_consent():
    user = person()
    domain.give_consent(user=user, text=queries.current_text(ConsentKind.PERSONAL_DATA))
    domain.give_consent(user=user, text=queries.current_text(ConsentKind.NEWS_EMAIL))
    domain.withdraw_consent(user=user, kind=ConsentKind.NEWS_EMAIL)
    before = list(Consent.objects.order_by("pk").values())
    domain.update_profile(user=user, full_name="Жаңы", language="ru", category="donor", phone="0700123456")
    assert list(Consent.objects.order_by("pk").values()) == before


def test_verify_contact_twice_is_once():
    user = person()
    first = domain.verify_contact(user=user, kind=ContactKind.EMAIL, value=user.email.upper())
    again = domain.verify_contact(user=user, kind=ContactKind.EMAIL, value=user.email)
    assert first.pk == again.pk
    assert first.verified_at == again.verified_at
    assert verbs() == ["people.contact_verified"]


def test_change_email_leaves_one_channel():
    user = domain.register(email="old@example.kg", password=None)
    domain.change_email(user=user, address="New@Example.kg")
    assert list(user.contacts.values_list("value", "preferred")) == [("new@example.kg", True)]


def test_a_changed_one_time_password_frees_the_account():
    user = person(must_change_password=True)
    domain.password_was_changed(user=user)
    user.refresh_from_db()
    assert not user.must_change_password


# --- Consents ---


def test_the_first_texts_are_there_in_three_languages():
    for kind in ConsentKind.values:
        text = queries.current_text(kind)
        assert text.version == 1
        assert all([text.title_ky, text.title_ru, text.title_en, text.text_ky, text.text_ru, text.text_en])
    assert "№ 178" in queries.current_text(ConsentKind.PERSONAL_DATA).text_ky


def test_a_text_of_the_future_is_not_in_force():
    ConsentText.objects.create(
        kind=ConsentKind.NEWS_EMAIL,
        version=2,
        title_ru="x",
        valid_from=timezone.localdate() + timezone.timedelta(days=1),
    )
    assert queries.current_text(ConsentKind.NEWS_EMAIL).version == 1


def test_give_consent_twice_is_once():
    user, text = person(), queries.current_text(ConsentKind.NEWS_EMAIL)
    assert domain.give_consent(user=user, text=text) == domain.give_consent(user=user, text=text)
    assert Consent.objects.count() == 1
    assert queries.has_consent(user, ConsentKind.NEWS_EMAIL)


def test_a_new_version_closes_the_old_one():
    user, old = person(), queries.current_text(ConsentKind.NEWS_EMAIL)
    domain.give_consent(user=user, text=old)
    new = ConsentText.objects.create(kind=old.kind, version=2, title_ru="x", valid_from=timezone.localdate())
    domain.give_consent(user=user, text=new)
    rows = list(user.consents.order_by("pk").values_list("text_version__version", "withdrawn_at"))
    assert rows[0][0] == 1
    assert rows[0][1] is not None
    assert rows[1] == (2, None)
    item = next(row for row in queries.consents_of(user) if row["kind"] == old.kind)
    assert (item["text"], item["consent"].text_version) == (new, new)


def test_withdraw_keeps_the_row_and_is_idempotent():
    user = person()
    domain.give_consent(user=user, text=queries.current_text(ConsentKind.NEWS_EMAIL))
    assert domain.withdraw_consent(user=user, kind=ConsentKind.NEWS_EMAIL) is True
    assert domain.withdraw_consent(user=user, kind=ConsentKind.NEWS_EMAIL) is False
    assert user.consents.get().withdrawn_at is not None
    assert not queries.has_consent(user, ConsentKind.NEWS_EMAIL)


def test_consents_cost_two_queries(django_assert_num_queries):
    user = person()
    with django_assert_num_queries(2):
        assert len(queries.consents_of(user)) == 3


# --- Export and erasure ---


def test_export_holds_what_we_know():
    user = domain.register(
        email="a@example.kg",
        password=None,
        full_name="Аида",
        phone="0700123456",
        consents=[queries.current_text(ConsentKind.PERSONAL_DATA)],
    )
    organisation = make_organisation("Ак-Чий")
    membership(user, organisation)
    data = json.loads(json.dumps(domain.export_my_data(user), cls=DjangoJSONEncoder))
    assert data["account"]["email"] == "a@example.kg"
    assert data["account"]["phone"] == "+996700123456"
    assert [row["organisation"] for row in data["memberships"]] == ["Ак-Чий"]
    assert [row["kind"] for row in data["consents"]] == ["personal_data"]
    assert len(data["contacts"]) == 2


def test_apps_above_add_to_export_and_erasure(monkeypatch):
    erased = []
    monkeypatch.setattr(hooks, "_handlers", {**hooks._handlers})
    hooks._handlers["export_my_data"] = [lambda user: {"votes": [user.pk]}]
    hooks._handlers["erase_my_data"] = [lambda user: erased.append(user.pk)]
    user = person()
    assert domain.export_my_data(user)["votes"] == [user.pk]
    domain.erase_my_data(user=user)
    assert erased == [user.pk]


def test_erase_leaves_nothing_that_tells_who_it_was():
    user = person("manager", password=PASSWORD, phone="+996700123456", category="lsg")
    domain.verify_contact(user=user, kind=ContactKind.EMAIL, value=user.email)
    domain.give_consent(user=user, text=queries.current_text(ConsentKind.NEWS_EMAIL))
    Authenticator.objects.create(user=user, type="totp", data={})
    organisation = user.memberships.get().organisation
    domain.erase_my_data(user=user)
    user = User.objects.get(pk=user.pk)
    assert (user.email, user.phone, user.full_name, user.last_login) == (None, None, "", None)
    assert not user.is_active
    assert not user.has_usable_password()
    assert user.get_full_name() in ("Former user", "Мурунку колдонуучу", str(user))
    assert not user.contacts.exists()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Authenticator.objects.filter(user=user).exists()
    assert user.memberships.get().state == MemberState.LEFT
    assert user.consents.get().withdrawn_at is not None
    assert user.consents.get().channel == Channel.SYSTEM
    assert "people.organisation_without_manager" in verbs()
    assert Event.objects.filter(verb="people.erased", actor_id=None).count() == 1
    assert not organisation.memberships.active().exists()


def test_erase_takes_roles_away():
    user = person("content_admin")
    domain.erase_my_data(user=user)
    user = User.objects.get(pk=user.pk)
    assert not user.is_staff
    assert user.roles == frozenset()


def test_the_only_superuser_stays():
    User.objects.filter(is_superuser=True).delete()
    user = person("superuser")
    with pytest.raises(DomainError) as refusal:
        domain.erase_my_data(user=user)
    assert refusal.value.code == "last_administrator"
    person("superuser")
    domain.erase_my_data(user=user)
    assert not User.objects.get(pk=user.pk).is_superuser


def test_an_erased_login_is_free_again():
    user = person(email="a@example.kg", phone="+996700123456")
    domain.erase_my_data(user=user)
    again = domain.register(email="a@example.kg", password=None, phone="0700123456")
    assert (again.email, again.phone) == ("a@example.kg", "+996700123456")
