"""A store in memory that forgets what was not asked for the longest; bounded by entries and by bytes, for threads."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any


class BoundedStore:
    """What `put` brings stays until it is dropped, replaced or pushed out."""

    def __init__(self, max_entries: int, max_bytes: int):
        self.max_entries, self.max_bytes = max_entries, max_bytes
        self.bytes = 0
        self._found: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._found)

    def get(self, key: Hashable) -> Any | None:
        with self._lock:
            entry = self._found.get(key)
            if entry is None:
                return None
            self._found.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keep `value`, which takes about `size` bytes; what is larger than the whole store is not kept."""
        with self._lock:
            self._drop(key)
            if size > self.max_bytes:
                return
            self._found[key] = (value, size)
            self.bytes += size
            while len(self._found) > self.max_entries or self.bytes > self.max_bytes:
                self._drop(next(iter(self._found)))

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._drop(key)

    def clear(self) -> None:
        with self._lock:
            self._found.clear()
            self.bytes = 0

    def _drop(self, key: Hashable) -> None:
        entry = self._found.pop(key, None)
        if entry is not None:
            self.bytes -= entry[1]
