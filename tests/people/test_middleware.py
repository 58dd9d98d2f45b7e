"""The hint cookie, and the door of the admin."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from tajryiba.people.rules import ADMIN_ROLES
from tests.factories.people import EVERYBODY, PASSWORD, person

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
PUBLIC = "/en/account/erased/"


def sign_in(client, user):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD})


# --- Hint ---


def test_the_hint_comes_with_sign_in_and_goes_with_sign_out():
    client = Client()
    hint = sign_in(client, person(password=PASSWORD)).cookies["signedin"]
    assert (hint.value, hint["samesite"], hint["httponly"], hint["path"]) == ("1", "Lax", "", "/")
    assert "signedin" not in client.get("/en/account/").cookies
    assert client.post("/en/account/logout/").cookies["signedin"]["max-age"] == 0


def test_the_hint_is_secure_where_the_session_is(settings):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    hint = client.post(
        LOGIN, {"login": person(email="a@example.kg", password=PASSWORD).email, "password": PASSWORD}, secure=True
    )
    assert hint.cookies["signedin"]["secure"] is True


def test_a_guest_gets_no_cookie_and_no_vary(guest, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = guest.get(PUBLIC)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_wrong_password_leaves_no_hint():
    client = Client()
    response = client.post(LOGIN, {"login": "a@example.kg", "password": "wrong"})
    assert "signedin" not in response.cookies


# --- The admin ---


@pytest.fixture
def strict(settings):
    settings.STAFF_MFA_REQUIRED = True


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_admin_without_a_second_factor(strict, signed_in, role):
    client = Client() if role == "guest" else signed_in(person(role))
    response = client.get("/admin/", headers={"accept-language": "en"})
    if role not in {"guest", "superuser", *ADMIN_ROLES}:
        assert response.status_code == 403
        return
    assert response.status_code == 302
    wanted = "/en/account/login/?next=/admin/" if role == "guest" else "/en/account/mfa/totp/activate/"
    assert response["Location"] == wanted


def test_admin_with_a_second_factor(strict, signed_in):
    user = person("content_admin")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert signed_in(user).get("/admin/").status_code == 200


def test_the_second_factor_may_be_waived_for_samples(settings, signed_in):
    settings.STAFF_MFA_REQUIRED = False
    assert signed_in(person("content_admin")).get("/admin/").status_code == 200
    assert signed_in(person("reader")).get("/admin/").status_code == 403


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/login/?next=/admin/", "/admin/password_reset/"])
def test_wagtails_own_sign_in_is_closed(guest, path):
    person("content_admin", email="a@example.kg", password=PASSWORD)
    for response in (guest.get(path), guest.post(path, {"username": "a@example.kg", "password": PASSWORD})):
        assert response.status_code == 302
        assert response["Location"].endswith("/account/login/?next=%2Fadmin%2F")
    assert "_auth_user_id" not in guest.session


def test_a_second_factor_from_setting_up_to_signing_in(strict):
    user = person("content_admin", password=PASSWORD)
    client = Client()
    sign_in(client, user)
    activate = "/en/account/mfa/totp/activate/"
    assert client.get(activate)["Location"].startswith("/en/account/reauthenticate/")
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    page = client.get(activate)
    assert b"<svg" in page.content
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    assert client.post(activate, {"code": code})["Location"] == "/en/account/mfa/recovery-codes/"
    assert client.get("/en/account/mfa/recovery-codes/").status_code == 200
    assert client.get("/admin/").status_code == 200

    again = Client()
    assert sign_in(again, user)["Location"] == "/en/account/mfa/authenticate/"
    assert again.get("/en/account/mfa/authenticate/").status_code == 200
    assert again.get("/admin/").status_code == 302
    assert "_auth_user_id" not in again.session
    again.post("/en/account/mfa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in again.session
    recovery = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    again.post("/en/account/mfa/authenticate/", {"code": recovery})
    assert again.get("/admin/").status_code == 200


# --- A one-time password ---


def test_a_one_time_password_is_changed_first():
    user = person("superuser", password=PASSWORD, must_change_password=True)
    client = Client()
    sign_in(client, user)
    change = "/en/account/password/change/"
    for path in ("/admin/", "/en/account/", "/en/account/data/export/", "/en/account/mfa/"):
        assert client.get(path, headers={"accept-language": "en"})["Location"] == change, path
    assert client.get(change).status_code == 200
    assert client.get("/en/account/island/").status_code == 200
    new = "another-good-password-8"
    response = client.post(change, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert response["Location"] == "/en/account/"
    assert client.get("/en/account/").status_code == 200
    user.refresh_from_db()
    assert user.check_password(new)
    assert not user.must_change_password
