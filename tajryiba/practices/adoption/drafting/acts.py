"""Which acts a draft may name, in the words of its language. The register of acts will replace this list."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("acts.toml")
KINDS_RU = {"law": "Закон", "code": "", "resolution": "Постановление", "order": "Приказ"}
KINDS_KY = {"law": "Мыйзам", "code": "Кодекс", "resolution": "Токтом", "order": "Буйрук"}
MONTHS_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
MONTHS_KY = (
    *("январындагы", "февралындагы", "мартындагы", "апрелиндеги", "майындагы", "июнундагы"),
    *("июлундагы", "августундагы", "сентябрындагы", "октябрындагы", "ноябрындагы", "декабрындагы"),
)


@cache
def acts() -> tuple[dict, ...]:
    return tuple(tomllib.loads(FILE.read_text(encoding="utf-8"))["act"])


def acts_of(topics: Iterable[str], language: str) -> list[str]:
    """Acts on these topics (slugs), to be checked by whoever writes the decision."""
    wanted = set(topics)
    return [name(act, language) for act in acts() if wanted.intersection(act["topics"])]


def name(act: dict, language: str) -> str:
    return _in_kyrgyz(act) if language == "ky" else _in_russian(act)


def _in_russian(act: dict) -> str:
    day: date = act["date"]
    title = act["title_ru"] if act["kind"] == "code" else f"{KINDS_RU[act['kind']]} «{act['title_ru']}»"
    return f"{title} от {day.day} {MONTHS_RU[day.month - 1]} {day.year} года № {act['number']}"


def _in_kyrgyz(act: dict) -> str:
    """The Russian title where the official Kyrgyz one was not seen: a title of an act must not be invented."""
    day: date = act["date"]
    when = f"{day.year}-жылдын {day.day}-{MONTHS_KY[day.month - 1]} № {act['number']} {KINDS_KY[act['kind']]}"
    if act.get("title_ky"):
        return f"{when}: «{act['title_ky']}»"
    return f"{when} (орусча аталышы: «{act['title_ru']}»; кыргызча расмий аталышын тактаңыз)"
