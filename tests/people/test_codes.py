"""Codes by e-mail: ten minutes, one use, three tries."""

import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from tajryiba.people import domain
from tests.factories.people import PASSWORD, person
from tests.people.support import (
    CODE_CONFIRM,
    CODE_REQUEST,
    LOGIN,
    RESET,
    RESET_CONFIRM,
    RESET_DONE,
    SIGNUP,
    VERIFY,
    body,
    is_signed_in,
    registration,
    sent_code,
)

pytestmark = pytest.mark.django_db


def test_sign_in_with_a_code_once():
    person(email="known@example.kg")
    client = Client()
    client.post(CODE_REQUEST, {"email": "Known@example.kg"})
    code = sent_code()
    other = Client()
    assert other.post(CODE_CONFIRM, {"code": code})["Location"] == CODE_REQUEST
    assert client.post(CODE_CONFIRM, {"code": code})["Location"] == "/en/account/"
    assert is_signed_in(client)
    client.post("/en/account/logout/")
    assert not is_signed_in(client)
    assert client.post(CODE_CONFIRM, {"code": code})["Location"] == CODE_REQUEST
    assert not is_signed_in(client)


@pytest.mark.parametrize(("path", "confirm"), [(CODE_REQUEST, CODE_CONFIRM), (RESET, RESET_CONFIRM)])
def test_a_code_lives_ten_minutes(path, confirm):
    person(email="known@example.kg")
    now = time.time()
    for seconds, good in ((590, True), (601, False)):
        with time_machine.travel(now, tick=False) as clock:
            client = Client()
            client.post(path, {"email": "known@example.kg"})
            code = sent_code()
            clock.shift(seconds)
            response = client.post(confirm, {"code": code})
            expected = {CODE_CONFIRM: "/en/account/", RESET_CONFIRM: RESET_DONE}[confirm]
            assert (response["Location"] == expected) is good


def test_a_registration_code_lives_ten_minutes():
    now = time.time()
    with time_machine.travel(now, tick=False) as clock:
        client = Client()
        client.post(SIGNUP, registration())
        code = sent_code()
        clock.shift(601)
        client.post(VERIFY, {"code": code})
        assert not is_signed_in(client)
    assert not EmailAddress.objects.get(email="new@example.kg").verified


def test_three_tries_for_a_code():
    person(email="known@example.kg")
    client = Client()
    client.post(CODE_REQUEST, {"email": "known@example.kg"})
    code = sent_code()
    for _ in range(3):
        client.post(CODE_CONFIRM, {"code": "XXXX-XXXX"})
    client.post(CODE_CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_an_empty_code_is_never_right():
    client = Client()
    client.post(CODE_REQUEST, {"email": "unknown@example.kg"})
    for code in ("", " ", "None", "-"):
        client.post(CODE_CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_reset_the_password_with_a_code():
    user = person(email="known@example.kg", password="old-password-of-mine-1", must_change_password=True)
    client = Client()
    client.post(RESET, {"email": "known@example.kg"})
    code = sent_code()
    assert client.post(RESET_CONFIRM, {"code": code})["Location"] == RESET_DONE
    assert client.get(RESET_DONE).status_code == 200
    response = client.post(RESET_DONE, {"password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 302
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not user.must_change_password
    assert client.post(RESET_CONFIRM, {"code": code})["Location"] == LOGIN


def test_an_email_is_changed_once_the_new_one_is_proved(signed_in):
    user = person(email="old@example.kg", password=PASSWORD)
    client = signed_in(user)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    response = client.post("/en/account/email/", {"email": "New@example.kg", "action_add": ""})
    assert response["Location"] == VERIFY
    user.refresh_from_db()
    assert user.email == "old@example.kg"
    client.post(VERIFY, {"code": sent_code()})
    user.refresh_from_db()
    assert user.email == "new@example.kg"
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified")) == [("new@example.kg", True)]
    assert list(user.contacts.values_list("kind", "value")) == [("email", "new@example.kg")]


def test_an_email_of_somebody_else_is_not_taken_and_not_told(signed_in):
    person(email="known@example.kg")
    user = person(email="old@example.kg", password=PASSWORD)
    pages = []
    for email in ("known@example.kg", "unknown@example.kg"):
        client = signed_in(user)
        client.post("/en/account/reauthenticate/", {"password": PASSWORD})
        response = client.post("/en/account/email/", {"email": email, "action_add": ""})
        pages.append((response.status_code, response["Location"], body(client.get(response["Location"]))))
    assert pages[0] == pages[1]
    user.refresh_from_db()
    assert user.email == "old@example.kg"


def test_a_person_made_by_staff_enters_with_a_code():
    domain.create_person(by=person("client_admin"), email="known@example.kg", phone=None, full_name="Үлгү")
    client = Client()
    client.post(CODE_REQUEST, {"email": "known@example.kg"})
    client.post(CODE_CONFIRM, {"code": sent_code()})
    if not is_signed_in(client):
        client.post(VERIFY, {"code": sent_code()})
    assert is_signed_in(client)
    assert EmailAddress.objects.get(email="known@example.kg").verified
    assert client.get("/en/account/password/set/").status_code == 200


def test_an_old_email_changed_by_staff_lets_nobody_in():
    user = person(email="old@example.kg", password=PASSWORD)
    domain.edit_person(user=user, by=person("client_admin"), email="known@example.kg", phone=None, roles=[])
    client = Client()
    client.post(LOGIN, {"login": "old@example.kg", "password": PASSWORD})
    assert not is_signed_in(client)
    response = client.post(LOGIN, {"login": "known@example.kg", "password": PASSWORD})
    assert response["Location"] == VERIFY
    assert not is_signed_in(client)
    client.post(VERIFY, {"code": sent_code()})
    assert is_signed_in(client)
