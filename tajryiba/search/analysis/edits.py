"""Forms that are one slip of the finger away from a word."""

from collections.abc import Iterator


def lighter(word: str, reach: int = 99) -> Iterator[str]:
    """One letter less, or two neighbours swapped, not further on than `reach` letters."""
    for at, letter in enumerate(word[: reach + 1]):
        yield word[:at] + word[at + 1 :]
        if at:
            yield word[: at - 1] + letter + word[at - 1] + word[at + 1 :]
    if reach + 1 < len(word):
        yield word[:reach] + word[reach + 1] + word[reach] + word[reach + 2 :]


def other_letters(word: str, letters: str, reach: int = 99) -> Iterator[str]:
    """One letter more, or another one, not further on than `reach` letters."""
    for at in range(min(len(word), reach) + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:]
            if at < len(word):
                yield word[:at] + letter + word[at + 1 :]
