"""Requests as the benches make them: in this process, through every middleware, so that CPU time can be counted."""

import statistics
import time
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@cache
def guest() -> Client:
    settings.ALLOWED_HOSTS = ["*"]
    return Client()


def visit(address: str):
    """A page as a guest gets it; redirects are followed."""
    response = guest().get(address, follow=True)
    assert response.status_code == 200, (address, response.status_code)
    return response


def queries_of(address: str) -> int:
    """Queries of one request when the process is warm."""
    with CaptureQueriesContext(connection) as queries:
        visit(address)
    return len(queries)


def cpu_of(address: str, rounds: int, before: Callable[[], None] = int) -> float:
    """Median CPU milliseconds of a request; `before` is called ahead of each, outside the clock."""
    times = []
    for _round in range(rounds):
        before()
        started = time.process_time()
        visit(address)
        times.append((time.process_time() - started) * 1000)
    return round(statistics.median(times), 2)
