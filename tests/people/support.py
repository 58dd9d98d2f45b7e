"""Addresses and helpers of the tests of sign-in."""

import re

from django.core import mail

from tests.factories.people import PASSWORD

LOGIN, SIGNUP = "/en/account/login/", "/en/account/signup/"
CODE_REQUEST, CODE_CONFIRM = "/en/account/login/code/", "/en/account/login/code/confirm/"
RESET, RESET_CONFIRM, RESET_DONE = (f"/en/account/password/reset/{end}" for end in ("", "confirm/", "complete/"))
VERIFY = "/en/account/confirm-email/"
CODE = re.compile(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", re.MULTILINE)


class Hashes:
    """How often a password was hashed since `count` was set to nought (the fixture `hashes`)."""

    count = 0


def sent_code() -> str:
    return CODE.search(mail.outbox[-1].body).group(1)


def body(response) -> str:
    """The page without what is random or was typed in."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return re.sub(r"(known|unknown)[\w.+-]*@example\.kg|\+?996\d{9}|0\d{9}", "LOGIN", text)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def registration(**changes) -> dict:
    data = {
        "full_name": "Үлгү Окурман",
        "email": "new@example.kg",
        "phone": "",
        "category": "lsg",
        "password1": PASSWORD,
        "personal_data": "on",
    }
    return {**data, **changes}
