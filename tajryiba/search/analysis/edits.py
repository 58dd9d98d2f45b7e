"""Forms that are one slip of the finger away from a word."""

from collections.abc import Iterator


def lighter(word: str) -> Iterator[str]:
    """One letter less, or two neighbours swapped."""
    for at, letter in enumerate(word):
        yield word[:at] + word[at + 1 :]
        if at:
            yield word[: at - 1] + letter + word[at - 1] + word[at + 1 :]


def other_letters(word: str, letters: str) -> Iterator[str]:
    """One letter more, or another one."""
    for at in range(len(word) + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:]
            if at < len(word):
                yield word[:at] + letter + word[at + 1 :]
