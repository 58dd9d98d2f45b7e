"""The account itself: one login, one form of it, whatever a program tries to store."""

import pytest
from django.db import IntegrityError, transaction

from tajryiba.people.enums import ConsentKind
from tajryiba.people.models import Consent, Contact, User
from tajryiba.people.queries import current_text
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def refuses(make) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_an_account_has_a_login():
    refuses(lambda: User.objects.create(full_name="Nobody"))
    refuses(lambda: User.objects.create(email=""))
    refuses(lambda: User.objects.create(phone="0700123456"))
    User.objects.create(phone="+996700123456")


def test_an_email_is_taken_in_any_case():
    User.objects.create(email="aida@example.kg")
    refuses(lambda: User.objects.create(email="Aida@Example.KG"))


def test_the_manager_stores_the_one_form():
    user = User.objects.create_user(" Aida@Example.KG ", phone="0700 123456")
    assert (user.email, user.phone) == ("aida@example.kg", "+996700123456")
    assert not user.has_usable_password()
    assert User.objects.get_by_natural_key("AIDA@example.kg") == user


def test_create_superuser():
    user = User.objects.create_superuser("root@example.kg", "secret-of-root-1")
    assert user.is_superuser
    assert user.is_staff


def test_names_for_pages():
    user = person(full_name="Үлгү Аида Асанова")
    assert (user.first_name, user.last_name, user.get_short_name()) == ("Үлгү", "Аида Асанова", "Үлгү")
    assert user.initials == "ҮА"
    assert str(user) == "Үлгү Аида Асанова"
    assert str(person(full_name="", email="x@example.kg")) == "x@example.kg"


def test_one_consent_in_force():
    user, text = person(), current_text(ConsentKind.NEWS_EMAIL)
    Consent.objects.create(user=user, kind=text.kind, text_version=text)
    refuses(lambda: Consent.objects.create(user=user, kind=text.kind, text_version=text))


def test_one_preferred_contact():
    user = person()
    Contact.objects.create(user=user, kind="phone", value="+996700123456", preferred=True)
    refuses(lambda: Contact.objects.create(user=user, kind="email", value="a@example.kg", preferred=True))
    refuses(lambda: Contact.objects.create(user=user, kind="phone", value="+996700123456"))
