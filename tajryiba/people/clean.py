"""Cleaning of what a person types about themselves, before it is stored or put into a letter."""

import unicodedata


def clean_name(text: str) -> str:
    """One line without control characters, marks of direction or joiners, with single spaces."""
    kept = (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in unicodedata.normalize("NFC", text)
    )
    return " ".join(
        "".join(char for char in kept if unicodedata.category(char) not in {"Cf", "Co", "Cs", "Cn"}).split()
    )
