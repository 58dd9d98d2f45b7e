"""How much one publication may cost."""

import os
import re
import sys
from pathlib import Path

MOST_MEMORY = 1536 * 1024 * 1024  # of addresses: the typesetter reserves more than it uses
SECONDS = 120
CPU_SECONDS = 120
MOST_OUTPUT = 200 * 1024 * 1024
MOST_PIXELS = 40_000_000
BEHIND = 10  # readers of the site come first: niceness of whatever makes a document
LONGEST_SIDE = {"pdf": 2000, "epub": 1200}  # 170 mm at 300 dots an inch; a large screen
MOST_BLOCKS = 3000
MOST_ROWS = 2000


def confine() -> None:
    """Take away from this process what a publication must not use, and let others go before it. Where a system knows
    no limits, time ends it.
    """
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    os.setpriority(os.PRIO_PROCESS, 0, BEHIND)
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def most_memory_used() -> int:
    """Bytes held at once by this process and the largest one that it started; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return _own() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def _own() -> int:
    """Of this process alone. Linux counts in `ru_maxrss` what the process that started it held, not so in VmHWM."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) * 1024 if found else 0
