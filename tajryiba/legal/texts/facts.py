"""What the beginning of an act tells about it: kind, date, number, title, language. A guess for an editor to check."""

import re
from dataclasses import dataclass, field
from datetime import date

from ..enums import ActKind, Body
from .blocks import Block
from .dates import find_date

HEAD = 25  # lines that may hold them
_KINDS = (
    (ActKind.CONSTITUTIONAL_LAW, r"конституционный закон|конституциялык мыйзам"),
    (ActKind.CODE, r"\bкодекс"),
    (ActKind.LAW, r"\bзакон\b|мыйзам"),
    (ActKind.DECREE, r"\bуказ\b|жарлы[кг]"),
    (ActKind.RESOLUTION, r"постановление|токтом"),
    (ActKind.ORDER, r"\bприказ\b|буйру[кг]"),
    (ActKind.REGULATION, r"\bположение\b|\bжобо"),
    (ActKind.DECISION, r"\bрешение\b|\bчечим"),
)
_BODIES = (
    (Body.CABINET, r"кабинет\w* министров|министрлер кабинет"),
    (Body.GOVERNMENT, r"правительств|өкмөт\w* токтом"),
    (Body.KENESH, r"(айылн|городск|местн)\w+ кенеш|(айылдык|шаардык|жергиликтүү) кеңеш"),
    (Body.PARLIAMENT, r"жогорку ке[нң]еш"),
    (Body.PRESIDENT, r"\bпрезидент"),
    (Body.MINISTRY, r"министерств|агентств|министрлиг|агенттиг"),
)
_NUMBER = re.compile(r"№\s*([\w/.-]*\d[\w/.-]*)")
_CITY = re.compile(r"^(г\.|город|бишкек|ош|дом правительства|өкмөт үйү)", re.I)
_ONLY_KIND = re.compile(
    r"^(конституционный )?(закон|кодекс|указ|постановление|приказ|положение|решение)?"
    r"(мыйзам\w*|токтом\w*|жарлы\w+|буйру\w+)?"
    r"(\s*(кыргызской республики|кыргыз республикасынын|президента|кабинета министров|правительства))*$",
    re.I,
)
_BODY_LINE = re.compile(r"^(кыргыз\w* республик\w*|кабинет\w* министр\w*|правительств\w*|министрлер кабинет\w*)", re.I)
_KYRGYZ = re.compile(r"[ңөү]|жөнүндө|мыйзам|берене", re.I)
_TITLE_BEGINS = re.compile(r"^(О|Об|Обо|Вопросы|По)\s", re.I)
_TITLE_ENDS = re.compile(r"(жөнүндө|тууралуу|маселелери|бекитүү)\W*$", re.I)


@dataclass(frozen=True)
class Guess:
    lang: str
    kind: str = ""
    body: str = ""
    number: str = ""
    adopted: date | None = None
    title: str = ""
    unsure: tuple[str, ...] = field(default=())


def guess(lines: list[Block]) -> Guess:
    """Read the head of an act. Every field may be empty; `unsure` names those that were not found."""
    head = [line.text for line in lines[:HEAD] if not line.is_table]
    text = "\n".join(head)
    lang = language(" ".join(line.text for line in lines[:200]))
    number = _NUMBER.search(text)
    facts = {
        "kind": _first(_KINDS, text, in_lines=head),
        "body": _first(_BODIES, text),
        "number": number[1].rstrip(".,") if number else "",
        "adopted": find_date(text),
        "title": _title(head, lang),
    }
    if facts["kind"] in (ActKind.LAW, ActKind.CODE, ActKind.CONSTITUTIONAL_LAW) and not facts["body"]:
        facts["body"] = Body.PARLIAMENT
    return Guess(lang=lang, unsure=tuple(name for name, value in facts.items() if not value), **facts)


def language(text: str) -> str:
    """Kyrgyz by its own letters; else Russian, or English when there is no Cyrillic."""
    if not re.search(r"[а-я]", text, re.I):
        return "en"
    return "ky" if len(_KYRGYZ.findall(text)) > len(text) / 150 else "ru"


def _first(rules, text: str, in_lines: list[str] = ()) -> str:
    """The first line that says it decides; a title further down may name another kind of act."""
    for line in in_lines or [text]:
        for value, pattern in rules:
            if re.search(pattern, line, re.I):
                return value
    return ""


def _title(head: list[str], lang: str) -> str:
    for index, line in enumerate(head):
        if _is_title(line, lang):
            return _joined(line, head[index + 1 : index + 4], lang)
    return ""


def _is_title(line: str, lang: str) -> bool:
    if len(line) < 8 or len(line) > 450 or _CITY.match(line) or _ONLY_KIND.match(line) or _NUMBER.search(line[:40]):
        return False
    if lang == "ky":
        return bool(_TITLE_ENDS.search(line)) or "кодекси" in line.lower()
    return bool(_TITLE_BEGINS.match(line)) or "кодекс кыргызской" in line.lower()


def _joined(line: str, following: list[str], lang: str) -> str:
    """A title in capitals or over two lines becomes one sentence."""
    title = line.strip(" .")
    for more in following:
        if lang == "ky" or len(title) > 300 or not more[:1].islower() or len(more) > 200:
            break
        title = f"{title} {more.strip(' .')}"
    title = title.strip('«»"“” ')
    return title[:1] + title[1:].lower() if title.isupper() else title
