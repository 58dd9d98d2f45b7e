"""Which line of an act begins what: a section, a chapter, an article, an annex, in Russian, Kyrgyz and English."""

import re
from dataclasses import dataclass

from ..enums import Level

_NUMBER = r"(?P<number>\d{1,4}(?:[-–.]\d{1,3})?[⁰¹²³⁴⁵⁶⁷⁸⁹]*|[IVXLC]{1,7})"
_END = r"\s*[.:]?\s*(?P<title>.*)$"
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
PREFIX = {
    Level.SECTION: "rz",
    Level.CHAPTER: "gl",
    Level.PARAGRAPH: "pg",
    Level.ARTICLE: "st",
    Level.POINT: "p",
    Level.ANNEX: "pr",
}


def _forms(before: str, after: str) -> list[re.Pattern]:
    """«Глава 3. …» and «3-глава. …»; the word in its own case only: a sentence says «глава» in small letters."""
    found = [re.compile(rf"^(?P<label>(?:{before})\s+№?\s*{_NUMBER}){_END}")]
    if after:
        found.append(re.compile(rf"^(?P<label>{_NUMBER}\s*[-–]?\s*(?:{after})\b){_END}"))
    return found


RULES: dict[Level, list[re.Pattern]] = {
    Level.ARTICLE: _forms("Статья|СТАТЬЯ|Article|ARTICLE", "берене|БЕРЕНЕ|Берене"),
    Level.SECTION: _forms("Раздел|РАЗДЕЛ|Бөлүм|БӨЛҮМ|Section|SECTION", "бөлүм|БӨЛҮМ|Бөлүм|раздел|РАЗДЕЛ"),
    Level.CHAPTER: _forms("Глава|ГЛАВА|Глава|Chapter|CHAPTER", "глава|ГЛАВА|бап|БАП|Глава"),
    Level.PARAGRAPH: _forms("§|Параграф|ПАРАГРАФ", "параграф|ПАРАГРАФ|§"),
}
_ANNEX = re.compile(
    r"^(?P<label>(?:Приложение|ПРИЛОЖЕНИЕ|Тиркеме|ТИРКЕМЕ|Annex|ANNEX)(?:\s*№?\s*(?P<number>\d{1,3}))?"
    r"|(?P<before>\d{1,3})\s*[-–]?\s*(?:тиркеме|ТИРКЕМЕ))\b\s*[.:]?\s*(?P<title>.*)$"
)
_POINT = re.compile(r"^(?P<label>(?P<number>\d{1,3}(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|-\d{1,2})?))\.\s+(?=\S)")
_SUBPOINT = re.compile(r"^(?P<number>\d{1,3}(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|-\d{1,2})?)\)\s*(?=\S)")
_ROMAN_HEADING = re.compile(r"^(?P<label>(?P<number>[IVX]{1,6}))\.\s+(?P<title>[А-ЯЁҢӨҮA-Z].{2,200})$")
# «Статья 12 изложить в новой редакции», «12-беренеде…»: a sentence, not a heading.
_SENTENCE = re.compile(r"^[а-яёңөү,;]")
LONGEST_TITLE = 400


@dataclass(frozen=True)
class Heading:
    level: Level
    label: str
    number: str
    title: str

    @property
    def order(self) -> tuple[int, ...]:
        """For «does it go on counting»: 12, 12-1, 12¹ come between 12 and 13."""
        return order_of(self.number)

    @property
    def anchor(self) -> str:
        parts = [str(part) for part in self.order] or ["0"]
        return f"{PREFIX[self.level]}-{'-'.join(parts)}"


def order_of(number: str) -> tuple[int, ...]:
    if re.fullmatch(r"[IVXLC]+", number):
        return (_roman(number),)
    spaced = re.sub(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", r"-\1", number).translate(DIGITS)
    return tuple(int(part) for part in re.split(r"[-–.]", spaced) if part)


def _roman(number: str) -> int:
    values = [ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def heading(text: str, *, is_bold: bool = False) -> Heading | None:
    """The heading that this line is, but for points of acts without articles (`point`)."""
    if len(text) > LONGEST_TITLE + 40:
        return _long_article(text)
    for level, patterns in RULES.items():
        for pattern in patterns:
            if (found := pattern.match(text)) and not _SENTENCE.match(found["title"]):
                return Heading(level, found["label"].strip(), found["number"], found["title"].strip())
    if (found := _ANNEX.match(text)) and len(text) < 200 and "(" not in found["label"]:
        return Heading(Level.ANNEX, found["label"].strip(), found["number"] or found["before"] or "", found["title"])
    if is_bold and (found := _ROMAN_HEADING.match(text)):
        return Heading(Level.SECTION, found["label"], found["number"], found["title"])
    return None


def _long_article(text: str) -> Heading | None:
    """An article whose words go on in the line of its number."""
    for pattern in RULES[Level.ARTICLE]:
        if (found := pattern.match(text)) and not _SENTENCE.match(found["title"]):
            return Heading(Level.ARTICLE, found["label"].strip(), found["number"], "")
    return None


def point(text: str) -> Heading | None:
    """«3. …» at the beginning of a line."""
    found = _POINT.match(text)
    return Heading(Level.POINT, found["label"], found["number"], "") if found else None


def subpoint(text: str) -> tuple[int, ...] | None:
    """«2) …» at the beginning of a line."""
    found = _SUBPOINT.match(text)
    return order_of(found["number"]) if found else None
