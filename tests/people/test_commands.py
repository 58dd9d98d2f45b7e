"""The first administrator and the sample people."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tajryiba.core.roles import ROLES
from tajryiba.people.models import Membership, Organisation, User
from tests.factories.people import person
from tests.factories.reference import UnitFactory

pytestmark = pytest.mark.django_db


def run(name: str) -> str:
    out = StringIO()
    call_command(name, stdout=out)
    return out.getvalue()


def test_the_first_administrator_enters_and_changes_the_password(monkeypatch):
    monkeypatch.setenv("TAJRYIBA_ADMIN_EMAIL", " Boss@Example.KG ")
    said = run("create_first_admin")
    password = re.search(r"One-time password:\s+(\S+)", said).group(1)
    user = User.objects.get(is_superuser=True)
    assert (user.email, user.must_change_password) == ("boss@example.kg", True)
    client = Client()
    client.post("/en/account/login/", {"login": "boss@example.kg", "password": password})
    assert client.get("/en/account/")["Location"] == "/en/account/password/change/"


def test_there_is_one_first_administrator():
    assert "admin@tajryiba.local" in run("create_first_admin")
    assert run("create_first_admin") == ""
    assert User.objects.filter(is_superuser=True).count() == 1


def test_the_address_of_the_first_administrator_is_taken():
    person(email="admin@tajryiba.local")
    with pytest.raises(CommandError, match="TAJRYIBA_ADMIN_EMAIL"):
        run("create_first_admin")
    assert not User.objects.filter(is_superuser=True).exists()


def test_sample_people_of_every_role(monkeypatch):
    monkeypatch.setenv("TAJRYIBA_SAMPLE_PASSWORD", "sample-password-1")
    for number in range(4):
        UnitFactory(name_ky=f"Айыл {number}")
    said = run("load_sample_people")
    for role in ROLES:
        user = User.objects.get(groups__name=role)
        assert user.email in said
        assert user.full_name.startswith("Үлгү")
    assert Membership.objects.active().count() == 6
    assert Membership.objects.managers().count() == 3
    assert Organisation.objects.count() == 3
    client = Client()
    client.post("/en/account/login/", {"login": "manager1@sample.tajryiba.local", "password": "sample-password-1"})
    assert client.get("/en/account/").status_code == 200


def test_sample_people_are_loaded_once(monkeypatch):
    monkeypatch.delenv("TAJRYIBA_SAMPLE_PASSWORD", raising=False)
    UnitFactory()
    first = run("load_sample_people")
    counts = (User.objects.count(), Membership.objects.count(), Organisation.objects.count())
    second = run("load_sample_people")
    assert (User.objects.count(), Membership.objects.count(), Organisation.objects.count()) == counts
    assert first != second
    assert "sample-password" not in first


def test_sample_people_are_refused_where_people_are_real(settings):
    settings.SAMPLE_PEOPLE_ALLOWED = False
    with pytest.raises(CommandError):
        run("load_sample_people")
    assert not User.objects.filter(email__endswith="sample.tajryiba.local").exists()
