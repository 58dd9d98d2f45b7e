"""Nobody learns whether an account exists: same answer, same page, same number of hashes."""

import pytest
from django.core import mail
from django.test import Client

from tajryiba.people.models import User
from tests.factories.people import PASSWORD, person
from tests.people.support import (
    CODE_CONFIRM,
    CODE_REQUEST,
    LOGIN,
    RESET,
    RESET_CONFIRM,
    SIGNUP,
    VERIFY,
    Hashes,
    body,
    registration,
)

pytestmark = pytest.mark.django_db


def outcomes(path: str, known: dict, unknown: dict, hashes) -> tuple:
    """Status, address, page and number of hashes for a known and an unknown login."""
    found = []
    for data in (known, unknown):
        Hashes.count = 0
        client = Client()
        response = client.post(path, data)
        page = body(client.get(response["Location"])) if response.status_code == 302 else body(response)
        found.append((response.status_code, response.get("Location"), page, Hashes.count, sorted(client.cookies)))
    return tuple(found)


@pytest.mark.parametrize(
    ("known", "unknown"), [("known@example.kg", "unknown@example.kg"), ("0700123456", "0700654321")]
)
def test_login_tells_nothing(hashes, known, unknown):
    person(email="known@example.kg", phone="+996700123456", password=PASSWORD)
    a, b = outcomes(LOGIN, {"login": known, "password": "wrong"}, {"login": unknown, "password": "wrong"}, hashes)
    assert a == b
    assert a[0] == 200
    assert a[3] >= 1


def test_a_closed_account_tells_nothing(hashes):
    person(email="known@example.kg", password=PASSWORD, is_active=False)
    a, b = outcomes(
        LOGIN,
        {"login": "known@example.kg", "password": "wrong"},
        {"login": "unknown@example.kg", "password": "wrong"},
        hashes,
    )
    assert a == b


def test_registration_tells_nothing(hashes):
    person(email="known@example.kg", password=PASSWORD)
    a, b = outcomes(SIGNUP, registration(email="known@example.kg"), registration(email="unknown@example.kg"), hashes)
    assert a == b
    assert (a[0], a[1]) == (302, VERIFY)
    assert a[3] >= 1
    assert [letter.recipients() for letter in mail.outbox] == [["known@example.kg"], ["unknown@example.kg"]]
    assert User.objects.filter(email="known@example.kg").count() == 1


def test_registration_tells_nothing_about_a_phone(hashes):
    person(email="x@example.kg", phone="+996700123456")
    a, b = outcomes(
        SIGNUP,
        registration(email="unknown1@example.kg", phone="0700123456"),
        registration(email="unknown2@example.kg", phone="0700654321"),
        hashes,
    )
    assert a == b
    assert User.objects.get(email="unknown1@example.kg").phone is None


@pytest.mark.parametrize("path", [CODE_REQUEST, RESET])
def test_asking_for_a_code_tells_nothing(hashes, path):
    person(email="known@example.kg", password=PASSWORD)
    a, b = outcomes(path, {"email": "known@example.kg"}, {"email": "unknown@example.kg"}, hashes)
    assert a == b
    assert a[0] == 302
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(("path", "confirm"), [(CODE_REQUEST, CODE_CONFIRM), (RESET, RESET_CONFIRM)])
def test_a_wrong_code_tells_nothing(path, confirm):
    person(email="known@example.kg")
    pages = []
    for email in ("known@example.kg", "unknown@example.kg"):
        client = Client()
        client.post(path, {"email": email})
        tries = [client.post(confirm, {"code": "XXXX-XXXX"}) for _ in range(3)]
        pages.append([(response.status_code, response.get("Location"), body(response)) for response in tries])
    assert pages[0] == pages[1]
    assert pages[0][-1][0] == 302


def test_a_wrong_code_after_registration_tells_nothing():
    person(email="known@example.kg")
    pages = []
    for email in ("known@example.kg", "unknown@example.kg"):
        client = Client()
        client.post(SIGNUP, registration(email=email))
        tries = [client.post(VERIFY, {"code": "XXXX-XXXX"}) for _ in range(3)]
        pages.append([(response.status_code, response.get("Location"), body(response)) for response in tries])
    assert pages[0] == pages[1]
