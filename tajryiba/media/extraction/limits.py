"""How much one document may cost."""

MOST_BYTES = 25 * 1024 * 1024
MOST_MEMORY = 300 * 1024 * 1024
MOST_CHARACTERS = 6_000_000
SECONDS = 5


def confine() -> None:
    """Take away from this process what a document must not use. Where a system knows no limits, time still ends it."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS refuses some of them
            continue
