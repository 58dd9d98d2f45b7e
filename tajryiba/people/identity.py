"""E-mail addresses and phone numbers as people type them → the one form in which they are stored and compared."""

import unicodedata

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

REGION = "KG"
# Marks of direction, joiners and the byte order mark come along when a number is copied from a messenger.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")
)


def _plain(text: str) -> str:
    """Full-width letters and digits, no-break spaces and invisible marks → what a keyboard would give."""
    return unicodedata.normalize("NFKC", str(text)).translate(_INVISIBLE).strip()


def normalise_email(text: str | None) -> str | None:
    """Lower case without spaces around; None when nothing is left. It is not validated here."""
    return _plain(text).lower() or None if text else None


def normalise_phone(text: str | None) -> str | None:
    """E.164 ("+996700123456") of "0700 123456", "+996 700 12-34-56", "996700123456"…; None when it is none."""
    plain = _plain(text) if text else ""
    if not plain or len(plain) > 40 or "@" in plain:
        return None
    try:
        number = phonenumbers.parse(plain, REGION)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(phone: str | None) -> str:
    """ "+996700123456" → "+996 700 123 456" with no-break spaces; other countries in their own grouping."""
    if not phone:
        return ""
    if phone.startswith("+996") and len(phone) == 13:
        return f"+996\u00a0{phone[4:7]}\u00a0{phone[7:10]}\u00a0{phone[10:]}"
    number = phonenumbers.parse(phone, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace(" ", "\u00a0")


def login_identifier(text: str) -> tuple[str, str | None]:
    """What a person typed into "E-mail or phone" → ("email", address) or ("phone", number); None when it is neither."""
    email = normalise_email(text)
    if email and "@" in email:
        try:
            validate_email(email)
        except ValidationError:
            return "email", None
        return "email", email
    return "phone", normalise_phone(text)
