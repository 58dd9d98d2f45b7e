from collections.abc import Callable
from datetime import date, datetime, time

import pytest
import time_machine
from django.utils import timezone


@pytest.fixture
def time_machine_at() -> Callable:
    """`with time_machine_at(day):` it is noon of that day."""

    def travel(day: date):
        return time_machine.travel(timezone.make_aware(datetime.combine(day, time(12))), tick=False)

    return travel
