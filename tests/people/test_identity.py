"""What people type for e-mail, phone and name → the one stored form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajryiba.people.clean import clean_name
from tajryiba.people.identity import login_identifier, normalise_email, normalise_phone, show_phone


@pytest.mark.parametrize(
    "typed",
    [
        "0700 123456",
        "0700123456",
        "+996 700 12-34-56",
        "996700123456",
        "+996700123456",
        "+996\u00a0700\u00a0123\u00a0456",
        "\uff10\uff17\uff10\uff10 \uff11\uff12\uff13\uff14\uff15\uff16",
        "\u200e+996 (700) 123-456\u202c",
        "  700 123 456 ",
        "00996700123456",
    ],
)
def test_a_phone_as_people_type_it(typed):
    assert normalise_phone(typed) == "+996700123456"


@pytest.mark.parametrize(
    "typed", ["", None, "0", "abc", "12345", "+996", "0700 12345", "0700 1234567", "a@b.kg", "9" * 500]
)
def test_what_is_no_phone(typed):
    assert normalise_phone(typed) is None


def test_a_foreign_phone():
    assert normalise_phone("+7 701 123 45 67") == "+77011234567"


def test_a_phone_is_shown_in_threes():
    assert show_phone("+996700123456") == "+996\u00a0700\u00a0123\u00a0456"
    assert show_phone(None) == ""
    assert show_phone("+77011234567") == "+7\u00a0701\u00a0123\u00a04567"


@pytest.mark.parametrize(
    "typed", ["Aida@Example.KG", " aida@example.kg\u00a0", "\uff41ida@example.kg", "aida@\u200bexample.kg"]
)
def test_an_email_as_people_type_it(typed):
    assert normalise_email(typed) == "aida@example.kg"


def test_an_empty_email_is_none():
    assert normalise_email("  ") is None
    assert normalise_email(None) is None


def test_login_identifier():
    assert login_identifier("Aida@Example.kg") == ("email", "aida@example.kg")
    assert login_identifier("0700 123456") == ("phone", "+996700123456")
    assert login_identifier("nobody@") == ("email", None)
    assert login_identifier("nobody") == ("phone", None)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(text):
    login_identifier(text)
    phone = normalise_phone(text)
    assert phone is None or (phone.startswith("+") and normalise_phone(phone) == phone)


@given(st.text(max_size=60))
def test_a_name_is_one_line_of_visible_characters(text):
    name = clean_name(text)
    assert name == " ".join(name.split())
    assert name.isprintable()
    assert clean_name(name) == name


def test_a_name_keeps_kyrgyz_letters_and_apostrophes():
    assert clean_name(" Өмүрбек\tүкү\r\nБ'ай \u202e ") == "Өмүрбек үкү Б'ай"
