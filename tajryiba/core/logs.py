"""Structured logs: one JSON object a line, with nothing that tells who a person is."""

import logging
import re

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter as BaseJsonFormatter

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<![\w.])\+?\d(?:[\s()-]?\d){8,12}(?![\w.])")


def masked(text: str) -> str:
    return _PHONE.sub("[phone]", _EMAIL.sub("[e-mail]", text))


class JsonFormatter(BaseJsonFormatter):
    def __init__(self):
        fields = "%(asctime)s %(levelname)s %(name)s %(message)s"
        # Django hands the request over, and its address may hold what a person typed.
        reserved = [*RESERVED_ATTRS, "request"]
        super().__init__(fields, rename_fields={"asctime": "at", "levelname": "level"}, reserved_attrs=reserved)

    def formatException(self, exc_info) -> str:
        """PostgreSQL names in its error the e-mail that it refuses."""
        return masked(super().formatException(exc_info))


class PersonalDataFilter(logging.Filter):
    """Last line of defence: e-mail addresses and phone numbers that slipped into a message are masked."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if masked(message) != message:
            record.msg, record.args = masked(message), ()
        return True
