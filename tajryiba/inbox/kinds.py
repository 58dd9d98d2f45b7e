"""Names of the kinds of cases. Each app registers its own in `apps.py`; an unknown one is shown by its key."""

from collections.abc import Callable

_labels: dict[str, str] = {}
_places: dict[str, Callable] = {}


def register(kind: str, label: str, place: Callable | None = None) -> None:
    """`label` is a lazy translation: "Question to the authors". `place(case)` is where an assignee who does not work in
    the admin answers.
    """
    _labels[kind] = label
    if place is not None:
        _places[kind] = place


def place(case) -> str | None:
    return _places[case.kind](case) if case.kind in _places else None


def label(kind: str) -> str:
    return str(_labels.get(kind, kind))


def choices() -> list[tuple[str, str]]:
    return sorted(((kind, str(name)) for kind, name in _labels.items()), key=lambda pair: pair[1])
