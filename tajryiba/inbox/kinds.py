"""Names of the kinds of cases. Each app registers its own in `apps.py`; an unknown one is shown by its key."""

_labels: dict[str, str] = {}


def register(kind: str, label: str) -> None:
    """`label` is a lazy translation: "Question to the authors"."""
    _labels[kind] = label


def label(kind: str) -> str:
    return str(_labels.get(kind, kind))


def choices() -> list[tuple[str, str]]:
    return sorted(((kind, str(name)) for kind, name in _labels.items()), key=lambda pair: pair[1])
