"""Addresses of the Ministry of Justice's database: which act they name, in which language and edition.

Only what the address itself says; nothing is fetched here.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

HOSTS = ("cbd.minjust.gov.kg", "www.cbd.minjust.gov.kg", "cbd.minjust.kg")
_LANGUAGES = {"ky": "ky", "kg": "ky", "ru": "ru", "ky-kg": "ky", "ru-ru": "ru", "en": "en", "en-us": "en"}
_OLD = re.compile(r"^/act/view/(?P<lang>[a-z-]{2,5})/(?P<id>\d{1,10})(?:/(?P<edition>\d{1,10}))?/?$")
_NEW = re.compile(r"^/(?P<id>\d{1,10}(?:-\d{1,10})?)(?:/edition/(?P<edition>\d{1,10}))?(?:/(?P<lang>[a-z]{2}))?/?$")


@dataclass(frozen=True)
class OfficialAddress:
    """`number` is the act's number in that database, not the number of the act."""

    url: str
    number: str
    lang: str = ""
    edition: str = ""


def recognise(address: str) -> OfficialAddress | None:
    """What an address of the official database says; None for any other address."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or (parts.hostname or "").lower() not in HOSTS:
        return None
    found = _OLD.match(parts.path) or _NEW.match(parts.path)
    if found is None:
        return None
    asked = parse_qs(parts.query).get("cl", [""])[0]
    lang = _LANGUAGES.get((found["lang"] or asked or "").lower(), "")
    return OfficialAddress(address.strip(), found["id"], lang, found["edition"] or "")


def same_act(address: str, other: str) -> bool:
    """Both addresses name the same act of the database, whatever the language and edition."""
    a, b = recognise(address), recognise(other)
    return a is not None and b is not None and a.number == b.number
