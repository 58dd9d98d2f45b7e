"""Dictionaries of the analysers take a second or two to load: a web process does it beside its start, so that the
first reader who searches does not wait. A process that never searches (a command, a test) loads none.
"""

import threading

from .analysis import parse_query


def warm() -> threading.Thread:
    """Load them in a thread of their own, which does not keep the process alive."""
    thread = threading.Thread(target=parse_query, args=("суу вода water",), name="search-warming", daemon=True)
    thread.start()
    return thread
