from collections.abc import Callable, Iterator

import pytest
import time_machine

from tajryiba.practices.catalogue import index


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()


@pytest.fixture
def time_machine_at() -> Iterator[Callable]:
    """`time_machine_at(moment)`: from here on it is that moment."""
    travels = []

    def go(moment) -> None:
        travels.append(time_machine.travel(moment, tick=True))
        travels[-1].start()

    yield go
    for travel in reversed(travels):
        travel.stop()
