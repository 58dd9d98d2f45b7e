"""Registration with a code by e-mail."""

import pytest
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.core import mail
from django.test import Client

from tajryiba.people.models import User
from tests.factories.people import PASSWORD, person
from tests.people.support import SIGNUP, VERIFY, is_signed_in, registration, sent_code

pytestmark = pytest.mark.django_db


# --- Registration ---


def test_register_with_a_code_by_email():
    client = Client()
    response = client.post(SIGNUP, registration(phone="0700 123456", news_email="on"))
    assert (response.status_code, response["Location"]) == (302, VERIFY)
    assert not is_signed_in(client)
    response = client.post(VERIFY, {"code": sent_code()})
    assert (response.status_code, response["Location"]) == (302, "/en/account/")
    assert is_signed_in(client)
    user = User.objects.get(email="new@example.kg")
    assert (user.full_name, user.category, user.language, user.phone) == ("Үлгү Окурман", "lsg", "en", "+996700123456")
    assert set(user.consents.values_list("kind", flat=True)) == {"personal_data", "news_email"}
    assert user.contacts.get(kind="email").verified_at is not None
    assert user.contacts.get(kind="phone").verified_at is None


def test_news_are_not_ticked_beforehand():
    Client().post(SIGNUP, registration())
    assert list(User.objects.get(email="new@example.kg").consents.values_list("kind", flat=True)) == ["personal_data"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"personal_data": ""}, "personal_data"),
        ({"email": "nonsense"}, "email"),
        ({"email": ""}, "email"),
        ({"phone": "12"}, "phone"),
        ({"category": "king"}, "category"),
        ({"password1": "12345678901"}, "password1"),
        ({"password1": "short"}, "password1"),
        ({"full_name": "\u200b"}, "full_name"),
        ({"full_name": "x" * 300}, "full_name"),
        ({"email": "a\x00@example.kg"}, "email"),
    ],
)
def test_a_wrong_registration_keeps_what_was_typed(changes, field):
    response = Client().post(SIGNUP, registration(**changes))
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert not User.objects.filter(email="new@example.kg").exists()
    assert mail.outbox == []
    if "full_name" not in changes:
        assert "Үлгү Окурман" in response.content.decode()
    assert PASSWORD not in response.content.decode()


@pytest.mark.parametrize(
    "extra", [{"is_staff": "1"}, {"is_superuser": "1"}, {"groups": "1"}, {"role": "content_admin"}]
)
def test_mass_assignment_at_registration(extra):
    Client().post(SIGNUP, registration(**extra))
    user = User.objects.get(email="new@example.kg")
    assert not user.is_staff
    assert not user.is_superuser
    assert user.roles == frozenset()


def test_a_name_cannot_break_a_letter():
    Client().post(SIGNUP, registration(full_name="Evil\r\nBcc: all@example.kg"))
    assert len(mail.outbox) == 1
    assert mail.outbox[0].recipients() == ["new@example.kg"]
    assert "Bcc" not in mail.outbox[0].subject


def test_who_loses_the_race_for_an_address_is_answered_like_a_known_one(monkeypatch, hashes):
    person(email="new@example.kg", password=PASSWORD)
    monkeypatch.setattr(AllauthSignupForm, "validate_unique_email", lambda self, value: value)
    response = Client().post(SIGNUP, registration())
    assert (response.status_code, response["Location"]) == (302, VERIFY)
    assert User.objects.filter(email="new@example.kg").count() == 1
    assert [letter.recipients() for letter in mail.outbox] == [["new@example.kg"]]


def test_a_second_click_leads_to_the_code():
    client = Client()
    for _ in range(2):
        assert client.post(SIGNUP, registration())["Location"] == VERIFY
    assert len(mail.outbox) == 1
    client.post(VERIFY, {"code": sent_code()})
    assert is_signed_in(client)
