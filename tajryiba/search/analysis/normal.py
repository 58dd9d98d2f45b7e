"""Words out of text, and the spellings of one word brought together.

Everything here keeps offsets: a `Word` knows where it stood in the original text, so that highlighting never guesses.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_TEXT = 400_000  # characters of one text that are analysed; a longer one is cut, never refused
LONGEST_TAIL = 5
MAX_WORD = 40  # letters of one word that are looked at: the longest Kyrgyz forms have about 35

_TWINS = dict(zip("aceopxykmhtbiABCEHKMOPTXYI", "асеорхукмнтвіАВСЕНКМОРТХУІ", strict=True))
LOOKALIKES = str.maketrans(_TWINS)
# After the Kyrgyz letters: their neighbours, and the letters that old fonts kept ө ү ң in (єкмєт, кїч, кеўеш).
FOLD = str.maketrans("ңөүёҥӊқғұәһіӣӯєїўѳ", "ноуеннкгуахииуоуно")
MARKS = re.compile("[\u0300-\u036f]")
APOSTROPHES = re.compile("['’ʼ`´ʹ]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN = re.compile("[a-z]", re.IGNORECASE)

_LETTER = "[^\\W\\d_]"
_ROMAN = "[IVXLCІХСМ]{1,7}"
WORD = re.compile(
    rf"(?P<act>\d{{1,6}}[ \u00a0]?[-–‑][ \u00a0]?{_ROMAN}(?!\w))"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,3}(?!\d)|\d{1,12}(?:[.,/]\d{1,12}){0,3})"
    rf"|(?P<word>{_LETTER}(?:{_LETTER}|[\u0300-\u036f]|['’ʼ`´](?={_LETTER}))*)"
)
_ROMAN_TWINS = str.maketrans("ІХСМ", "IXCM")
_SCRIPTS = re.compile("[\u0400-\u04ff]+|[^\u0400-\u04ff]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text: `text` is lower case and clean, `start:end` its place in the original."""

    text: str
    start: int
    end: int
    number: bool = False
    glued: bool = False  # joined by a hyphen to the word before it
    tail: bool = False  # an ending written right after a number: 5800дөн, 15и


@lru_cache(100_000)
def clean(raw: str) -> str:
    """One word in its plain form: composed, lower case, without apostrophes, Latin twins inside Cyrillic put right."""
    word = raw if raw.isascii() else unicodedata.normalize("NFC", raw)
    word = MARKS.sub("", APOSTROPHES.sub("", word))
    if is_mixed(word) and all(c in _TWINS for c in word if c.isascii()):
        word = word.translate(LOOKALIKES)
    return word.lower()[:MAX_WORD]


@lru_cache(100_000)
def is_mixed(word: str) -> bool:
    return bool(CYRILLIC.search(word) and LATIN.search(word))


def fold(word: str) -> str:
    """A clean word as it looks on a Russian keyboard: ң→н, ө→о, ү→у, ё→е. `fold(fold(w)) == fold(w)`."""
    return word.translate(FOLD)


def words(text: str) -> Iterator[Word]:
    """The words and numbers of a text in order. Time grows with the length of the text and nothing else."""
    end, after_number = -2, False
    for match in WORD.finditer(text[:MAX_TEXT]):
        glued = match.start() == end + 1 and text[end] in "-‑–"
        tail = after_number and match.start() == end and match.end() - end <= LONGEST_TAIL
        end, after_number = match.end(), match["word"] is None
        if after_number:
            yield Word(_number(match), match.start(), end, number=True, glued=glued)
        else:
            yield from _of_one_script(match, glued=glued, tail=tail)


def _number(match: re.Match[str]) -> str:
    """«123 - VI» → 123-vi, «5 800» → 5800, «7,25» → 7.25."""
    if match["act"]:
        return re.sub(r"[^\dA-Z]+", "-", match["act"].translate(_ROMAN_TWINS)).lower()
    return re.sub(r"\s", "", match["number"]).replace(",", ".")


def _of_one_script(match: re.Match[str], *, glued: bool, tail: bool) -> Iterator[Word]:
    """A word of two alphabets («KOICAнын») is two words, unless its Latin letters only look Latin."""
    raw, start = match["word"], match.start()
    text = clean(raw[: 4 * MAX_WORD])
    if not is_mixed(text):
        if text:
            yield Word(text, start, match.end(), glued=glued, tail=tail)
        return
    for part in _SCRIPTS.finditer(raw):
        if piece := clean(part.group()[: 4 * MAX_WORD]):
            yield Word(piece, start + part.start(), start + part.end(), glued=glued, tail=tail)
            glued = False
