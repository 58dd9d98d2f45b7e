"""Facts of a notice: stored as JSON when it is sent, turned into words when it is read.

A fact is text, a number, a date, a datetime, or a dict {"ky": …, "ru": …, "en": …} of which each reader gets theirs.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise

from tajryiba.core.languages import LANGUAGES, fallback_order, in_every_language


def pack(facts: dict) -> dict:
    """Ready for a JSON column; a lazy translation is kept in the three languages."""
    return {name: _pack(value) for name, value in facts.items()}


def _pack(value):
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Promise):
        return in_every_language(lambda: str(value))
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict) and value.keys() <= set(LANGUAGES):
        return {code: str(words) for code, words in value.items() if words}
    return str(value)


def unpack(facts: dict) -> dict:
    """In the active language."""
    return {name: _unpack(value) for name, value in facts.items()}


def _unpack(value):
    if not isinstance(value, dict):
        return "" if value is None else value
    if "moment" in value:
        return date_format(timezone.localtime(parse_datetime(value["moment"])), "DATETIME_FORMAT")
    if "date" in value:
        return date_format(parse_date(value["date"]), "DATE_FORMAT")
    return next((value[code] for code in fallback_order() if value.get(code)), "")
