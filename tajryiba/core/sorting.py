"""A sort key for Kyrgyz and Russian names: databases put ң ө ү ё after я."""

_ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_ORDER = {letter: chr(0x100 + index) for index, letter in enumerate(_ALPHABET)}


def sort_key(text: str) -> str:
    """Compare these and get the order of the Kyrgyz alphabet; digits and Latin come first, punctuation is skipped."""
    return "".join(_ORDER.get(char, char) for char in text.lower() if char.isalnum() or char == " ")


SORT_KEY_LENGTH = 600


def stored_sort_key(name: str) -> str:
    """Three hexadecimal digits a letter: a database sorts letters by its own collation, but digits everywhere alike."""
    return "".join(f"{ord(letter):03x}" for letter in sort_key(name))[:SORT_KEY_LENGTH]
