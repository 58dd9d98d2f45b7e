"""Which acts a draft may name, in the words of its language; each leads to its card in the register of acts."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from tajryiba.legal.enums import ActStatus
from tajryiba.legal.models import Act
from tajryiba.legal.suggestions import act_like

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
    """Acts on these topics (slugs), but void ones, to be checked by whoever writes the decision."""
    return [name(act, language) for act in acts_on(topics) if not _is_void(registered(act))]


def acts_on(topics: Iterable[str]) -> list[dict]:
    wanted = set(topics)
    return [act for act in acts() if wanted.intersection(act["topics"])]


def registered(act: dict) -> Act | None:
    """The same act in the register of legal acts, by number and date."""
    return act_like(act["number"], act["date"].isoformat())


def _is_void(act: Act | None) -> bool:
    return act is not None and act.status == ActStatus.VOID


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
