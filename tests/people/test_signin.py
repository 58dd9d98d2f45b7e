"""Limits before hashing, sign-in as people type, no open redirect, no session fixation."""

import pytest
from django.core import mail
from django.test import Client

from tajryiba.people.adapter import AccountAdapter
from tests.factories.people import PASSWORD, person
from tests.people.support import CODE_REQUEST, LOGIN, RESET, SIGNUP, Hashes, is_signed_in

pytestmark = pytest.mark.django_db


# --- Limits ---


def test_the_limit_of_one_login_comes_before_the_hash(hashes):
    person(email="known@example.kg", password=PASSWORD)
    for login in ("known@example.kg", "unknown@example.kg"):
        for _ in range(5):
            Client().post(LOGIN, {"login": login, "password": "wrong"})
        Hashes.count = 0
        response = Client().post(LOGIN, {"login": login, "password": PASSWORD})
        assert Hashes.count == 0
        assert response.status_code == 200
        assert response.context["form"].errors
        assert not is_signed_in(response.client)


def test_phones_are_counted_one_by_one():
    person(email="known@example.kg", phone="+996700123456", password=PASSWORD)
    for _ in range(5):
        Client().post(LOGIN, {"login": "0700654321", "password": "wrong"})
    client = Client()
    client.post(LOGIN, {"login": "0700 123-456", "password": PASSWORD})
    assert is_signed_in(client)


def test_the_limit_of_one_address_comes_before_the_hash(hashes):
    for number in range(30):
        Client().post(LOGIN, {"login": f"unknown{number}@example.kg", "password": "wrong"})
    Hashes.count = 0
    response = Client().post(LOGIN, {"login": "another@example.kg", "password": "wrong"})
    assert response.status_code == 429
    assert Hashes.count == 0
    assert "Too many tries" in response.content.decode()
    assert Client().get(LOGIN).status_code == 200


@pytest.mark.parametrize(
    ("count", "forwarded", "address"),
    [
        (0, "1.1.1.1", "127.0.0.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (1, "", "127.0.0.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        (2, "1.1.1.1", "127.0.0.1"),
    ],
)
def test_the_address_of_the_client(settings, rf, count, forwarded, address):
    settings.TAJRYIBA_TRUSTED_PROXIES = count
    request = rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert AccountAdapter().get_client_ip(request) == address


def test_a_forged_header_does_not_lift_the_limit():
    for number in range(30):
        Client(HTTP_X_FORWARDED_FOR=f"9.9.9.{number}").post(LOGIN, {"login": f"u{number}@example.kg", "password": "x"})
    assert (
        Client(HTTP_X_FORWARDED_FOR="8.8.8.8").post(LOGIN, {"login": "z@example.kg", "password": "x"}).status_code
        == 429
    )


def test_codes_are_asked_for_at_most_three_times_in_ten_minutes():
    person(email="known@example.kg")
    statuses = [Client().post(CODE_REQUEST, {"email": "known@example.kg"}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 200]
    assert len(mail.outbox) == 3


# --- Sign-in ---


@pytest.mark.parametrize(
    "login", ["Known@Example.KG", " known@example.kg ", "0700 123456", "+996 700 12-34-56", "996700123456"]
)
def test_sign_in_as_people_type(login):
    person(email="known@example.kg", phone="+996700123456", password=PASSWORD)
    client = Client()
    response = client.post(LOGIN, {"login": login, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/en/account/")
    assert is_signed_in(client)


def test_an_account_with_a_phone_only_signs_in():
    person(email=None, phone="+996700123456", password=PASSWORD)
    client = Client()
    client.post(LOGIN, {"login": "0700123456", "password": PASSWORD})
    assert is_signed_in(client)


@pytest.mark.parametrize("login", ["", "nonsense", "a@", "x" * 300, "\x00", "'; drop table", "0700\u0000123456"])
def test_a_login_that_is_none(hashes, login):
    response = Client().post(LOGIN, {"login": login, "password": PASSWORD})
    assert response.status_code == 200
    assert "login" in response.context["form"].errors
    assert Hashes.count == 0


def test_a_closed_account_does_not_enter():
    person(email="known@example.kg", password=PASSWORD, is_active=False)
    client = Client()
    response = client.post(LOGIN, {"login": "known@example.kg", "password": PASSWORD})
    assert response["Location"] == "/en/account/inactive/"
    assert not is_signed_in(client)
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "http:evil.example"]
)
def test_no_open_redirect(target):
    person(email="known@example.kg", password=PASSWORD)
    client = Client()
    response = client.post(LOGIN, {"login": "known@example.kg", "password": PASSWORD, "next": target})
    assert response["Location"] == "/en/account/"
    assert client.get(LOGIN, {"next": target})["Location"] == "/en/account/"
    response = client.post("/en/account/logout/", {"next": target})
    assert response["Location"] == "/en/"


def test_a_good_next_is_followed():
    person(email="known@example.kg", password=PASSWORD)
    response = Client().post(LOGIN, {"login": "known@example.kg", "password": PASSWORD, "next": "/en/account/data/"})
    assert response["Location"] == "/en/account/data/"


def test_no_session_fixation():
    person(email="known@example.kg", password=PASSWORD)
    client = Client()
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(LOGIN, {"login": "known@example.kg", "password": PASSWORD})
    assert is_signed_in(client)
    assert client.session.session_key != before
    assert not Client(headers={"cookie": f"sessionid={before}"}).session.get("_auth_user_id")


def test_forms_need_their_token():
    client = Client(enforce_csrf_checks=True)
    for path in (LOGIN, SIGNUP, CODE_REQUEST, RESET):
        assert client.post(path, {}).status_code == 403
