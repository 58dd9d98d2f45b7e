"""A traceback tells nobody who a person is (messages: test_words)."""

import json
import logging
import sys

from tajryiba.core.logs import JsonFormatter, PersonalDataFilter


def logged(error: Exception) -> dict:
    try:
        raise error
    except ValueError:
        record = logging.LogRecord("tajryiba", logging.ERROR, "", 0, "Internal Server Error", (), sys.exc_info())
    PersonalDataFilter().filter(record)
    return json.loads(JsonFormatter().format(record))


def test_an_error_of_the_database_is_masked():
    error = ValueError("Key (email)=(asan@example.kg) already exists; Key (phone)=(+996700123456)")
    last = logged(error)["exc_info"].splitlines()[-1]
    assert last == "ValueError: Key (email)=([e-mail]) already exists; Key (phone)=([phone])"
