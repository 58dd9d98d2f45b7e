"""Pages of the account for everybody, and what their forms do."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tajryiba.people import domain, queries
from tajryiba.people.enums import ConsentKind
from tajryiba.people.models import Consent, User
from tests.factories.people import EVERYBODY, PASSWORD, person

pytestmark = pytest.mark.django_db

OWN_PAGES = (
    "account",
    "account_profile",
    "account_security",
    "account_data",
    "account_export",
    "account_organisations",
    "account_consents",
    "account_email",
    "mfa_index",
    "account_reauthenticate",
)
GUEST_PAGES = ("account_login", "account_signup", "account_request_login_code", "account_reset_password")
PUBLIC_PAGES = ("privacy", "account_erased", "account_inactive")


def url(name: str, *args, language: str = "en") -> str:
    with translation.override(language):
        return reverse(name, args=args)


def post(client, name: str, *args, **data):
    return client.post(url(name, *args), data)


# --- Every page for everybody ---


@pytest.mark.parametrize("role", EVERYBODY)
def test_own_pages(role, signed_in):
    client = Client() if role == "guest" else signed_in(person(role, password=PASSWORD))
    for name in OWN_PAGES:
        response = client.get(url(name))
        if role == "guest":
            assert (response.status_code, response["Location"]) == (302, f"{url('account_login')}?next={url(name)}"), (
                name
            )
        else:
            assert response.status_code == 200, name
            assert "no-store" in response["Cache-Control"], name


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("name", [*GUEST_PAGES, *PUBLIC_PAGES])
def test_pages_for_guests(guest, name, language):
    response = guest.get(url(name, language=language))
    assert response.status_code == 200
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert page.count("<h1") == 1
    assert ("no-store" in response.get("Cache-Control", "")) is (name not in ("privacy", "account_erased"))


@pytest.mark.parametrize("name", GUEST_PAGES)
def test_kyrgyz_pages_speak_with_our_words(guest, name):
    """allauth's own catalogue says купуя, эмейл, эсеп; people/words.py says them again."""
    page = guest.get(url(name, language="ky")).content.decode().lower()
    assert [word for word in ("купуя", "эмейл", "эсеби", "дурусто") if word in page] == []


def test_a_new_password_is_explained_in_one_sentence(guest):
    page = guest.get(url("account_signup", language="ru")).content.decode()
    assert "Не короче 10\u00a0знаков." in page
    assert "похож на другую" not in page


@pytest.mark.parametrize("name", GUEST_PAGES)
def test_sign_in_pages_send_the_signed_in_home(signed_in, name):
    response = signed_in(person()).get(url(name))
    assert response.status_code in (200, 302)
    if response.status_code == 302:
        assert response["Location"] == url("account")


def test_pages_without_inline_script_style_or_foreign_data(signed_in):
    client = signed_in(person("manager", password=PASSWORD))
    client.post(url("account_reauthenticate"), {"password": PASSWORD})
    for name in (*OWN_PAGES, "mfa_activate_totp", "account_change_password"):
        page = client.get(url(name)).content.decode()
        assert " style=" not in page, name
        assert "<style" not in page, name
        assert "data:image" not in page, name
        assert "onclick" not in page, name


def test_the_consent_text_is_the_same_for_everybody_and_sets_no_cookie(guest, signed_in):
    response = guest.get(url("privacy"))
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert response.content == signed_in(person()).get(url("privacy")).content


def test_an_unknown_consent_is_not_found(guest):
    assert guest.get("/en/account/consents/nonsense/").status_code == 404
    assert guest.get("/en/account/consents/news_email/").status_code == 200


# --- Home and island ---


def test_home_shows_ones_organisations(signed_in):
    manager = person("manager", full_name="Үлгү Башкаруучу")
    organisation = manager.memberships.get().organisation
    domain.join_organisation(user=person(), organisation=organisation)
    page = signed_in(manager).get(url("account")).content.decode()
    assert organisation.name in page
    assert url("account_organisation", organisation.pk) in page


def test_the_island(guest, signed_in):
    response = guest.get(url("account_island"))
    assert (response.status_code, response.content) == (204, b"")
    for role, staff in (("reader", False), ("content_admin", True)):
        response = signed_in(person(role)).get(url("account_island"))
        page = response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert ("/admin/" in page) is staff
        assert url("account_logout") in page
        assert "<html" not in page


def test_a_stale_hint_is_dropped_by_the_island(guest):
    guest.cookies["signedin"] = "1"
    response = guest.get(url("account_island"))
    assert response.cookies["signedin"]["max-age"] == 0


# --- Profile ---


PROFILE = {"full_name": "Жаңы Ат", "language": "ru", "category": "donor", "phone": "0700 123456"}


def test_profile_is_saved(signed_in):
    user = person()
    assert post(signed_in(user), "account_profile", **PROFILE)["Location"] == url("account_profile")
    user.refresh_from_db()
    assert (user.full_name, user.language, user.category, user.phone) == ("Жаңы Ат", "ru", "donor", "+996700123456")


def test_a_wrong_profile_keeps_what_was_typed(signed_in):
    user = person()
    response = post(signed_in(user), "account_profile", **{**PROFILE, "phone": "12", "category": "king"})
    assert set(response.context["form"].errors) == {"phone", "category"}
    assert "Жаңы Ат" in response.content.decode()
    user.refresh_from_db()
    assert user.full_name != "Жаңы Ат"


@pytest.mark.parametrize(
    "extra",
    [
        {"is_staff": "on", "is_superuser": "on", "is_active": ""},
        {"groups": "1", "user_permissions": "1"},
        {"email": "boss@example.kg", "password": "x", "erased_at": "2020-01-01"},
        {"phone_verified": "on", "must_change_password": "on"},
        {"news_email": "on", "consents": "1"},
    ],
)
def test_mass_assignment_in_the_profile(signed_in, extra):
    user = person()
    kept = (
        "is_staff",
        "is_superuser",
        "is_active",
        "email",
        "password",
        "phone_verified",
        "must_change_password",
        "erased_at",
    )
    before = User.objects.filter(pk=user.pk).values(*kept).get()
    post(signed_in(user), "account_profile", **PROFILE, **extra)
    assert User.objects.filter(pk=user.pk).values(*kept).get() == before
    assert not user.groups.exists()
    assert not Consent.objects.exists()


def test_t7_the_profile_page_never_changes_a_consent(signed_in):
    user = person()
    for kind in ConsentKind.values:
        domain.give_consent(user=user, text=queries.current_text(kind))
    before = list(Consent.objects.order_by("pk").values())
    client = signed_in(user)
    post(client, "account_profile", **PROFILE)
    post(client, "account_profile", **{**PROFILE, "phone": "", "news_email": "", "personal_data": ""})
    assert list(Consent.objects.order_by("pk").values()) == before


def test_a_phone_taken_by_somebody_else_is_not_told(signed_in):
    person(phone="+996700123456")
    pages = []
    for phone in ("0700123456", "0700654321"):
        client = signed_in(person(full_name="Same"))
        post(client, "account_profile", **{**PROFILE, "phone": phone})
        page = client.get(url("account_profile")).content.decode()
        pages.append(
            page.replace("+996700123456", "N").replace("+996700654321", "N").split("<main")[1].split("csrf")[0]
        )
    assert pages[0] == pages[1]


def test_numbers_are_not_tried_out_by_the_hundred(signed_in):
    client = signed_in(person())
    for number in range(10):
        post(client, "account_profile", **{**PROFILE, "phone": f"070012345{number}"})
    response = post(client, "account_profile", **{**PROFILE, "phone": "0700999999"})
    assert "phone" in response.context["form"].errors


# --- Consents ---


def test_give_and_withdraw(signed_in):
    user = person()
    client = signed_in(user)
    for _ in range(2):
        post(client, "account_consent_decide", "news_email", "give", version="1")
    assert queries.has_consent(user, ConsentKind.NEWS_EMAIL)
    assert user.consents.count() == 1
    for _ in range(2):
        post(client, "account_consent_decide", "news_email", "withdraw")
    assert not queries.has_consent(user, ConsentKind.NEWS_EMAIL)


@pytest.mark.parametrize("version", ["2", "", "x"])
def test_one_agrees_to_the_text_that_was_shown(signed_in, version):
    user = person()
    post(signed_in(user), "account_consent_decide", "news_email", "give", version=version)
    assert not user.consents.exists()


def test_consents_are_decided_by_post_of_the_signed_in(guest, signed_in):
    address = url("account_consent_decide", "news_email", "give")
    assert signed_in(person()).get(address).status_code == 405
    assert guest.post(address).status_code == 302
    assert signed_in(person()).post("/en/account/consents/nonsense/give/").status_code == 404
    assert not Consent.objects.exists()


# --- Export, erasure ---


def test_export_is_a_file_of_ones_own(signed_in):
    response = signed_in(person(email="mine@example.kg")).get(url("account_export"))
    assert response["Content-Disposition"].startswith("attachment")
    assert json.loads(response.content)["account"]["email"] == "mine@example.kg"


def test_erase_asks_for_the_password(signed_in):
    user = person(password=PASSWORD)
    client = signed_in(user)
    for data in ({"password": "wrong", "sure": "on"}, {"password": PASSWORD}, {"sure": "on"}):
        response = post(client, "account_erase", **data)
        assert response.status_code == 200
        assert response.context["form"].errors
    user.refresh_from_db()
    assert user.erased_at is None
    response = post(client, "account_erase", password=PASSWORD, sure="on")
    assert response["Location"] == url("account_erased")
    user.refresh_from_db()
    assert user.erased_at is not None
    assert client.get(url("account")).status_code == 302


def test_erasure_ends_every_session(signed_in):
    user = person(password=PASSWORD)
    elsewhere = signed_in(user)
    post(signed_in(user), "account_erase", password=PASSWORD, sure="on")
    assert elsewhere.get(url("account")).status_code == 302


def test_passwords_are_not_tried_out_at_the_erasure(signed_in):
    user = person(password=PASSWORD)
    client = signed_in(user)
    for _ in range(10):
        post(client, "account_erase", password="wrong", sure="on")
    assert post(client, "account_erase", password=PASSWORD, sure="on").status_code == 200
    user.refresh_from_db()
    assert user.erased_at is None


def test_the_only_superuser_is_told(signed_in):
    User.objects.filter(is_superuser=True).delete()
    user = person("superuser", password=PASSWORD)
    response = post(signed_in(user), "account_erase", password=PASSWORD, sure="on")
    assert "only administrator" in response.content.decode()


def test_what_changes_something_is_no_get(signed_in):
    user = person("manager")
    client = signed_in(user)
    row = user.memberships.get()
    for address in (
        url("account_erase"),
        url("account_join", row.organisation_id),
        url("account_membership", row.pk, "leave"),
    ):
        assert client.get(address).status_code == 405


# --- allauth's own pages in our look ---


def test_every_page_of_sign_in_is_in_our_look(signed_in):
    user = person(password=PASSWORD)
    client = signed_in(user)
    client.post(url("account_reauthenticate"), {"password": PASSWORD})
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    names = (
        "account_logout",
        "account_change_password",
        "account_email",
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
    )
    for name in names:
        response = client.get(url(name))
        assert response.status_code == 200, name
        assert 'class="masthead"' in response.content.decode(), name
    client.post(url("mfa_generate_recovery_codes"))
    page = client.get(url("mfa_view_recovery_codes")).content.decode()
    assert 'class="masthead"' in page
    assert "<script>" not in page
    assert client.get(url("mfa_download_recovery_codes")).status_code == 200


def test_an_account_without_a_password_sets_one(signed_in):
    response = signed_in(person()).get(url("account_change_password"))
    assert response["Location"] == url("account_set_password")
    assert signed_in(person()).get(url("account_set_password")).status_code == 200
