"""Named events for calls upward: a lower app's verb announces, apps above have registered handlers in `apps.py`.

Handlers run in the caller's transaction and in plain sight of the verb; an error in one undoes the verb.
"""

from collections import defaultdict
from collections.abc import Callable

_handlers: dict[str, list[Callable]] = defaultdict(list)


def register(event: str, handler: Callable) -> None:
    """Call once, from `AppConfig.ready`. The same handler is kept once."""
    if handler not in _handlers[event]:
        _handlers[event].append(handler)


def call(event: str, **facts) -> list:
    """Tell every handler of `event`; returns what they returned, in the order of registration."""
    return [handler(**facts) for handler in _handlers[event]]
