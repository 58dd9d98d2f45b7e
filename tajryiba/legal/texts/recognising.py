"""Where a text speaks of acts: «статья 12 Закона КР “О местном самоуправлении”», «ст. 12 п. 3», numbers and dates,
«“Жергиликтүү өз алдынча башкаруу жөнүндө” Мыйзамдын 12-беренеси». Nothing is looked up here: words → what they say.
"""

import re
from dataclasses import dataclass
from datetime import date

from ..enums import ActKind
from .dates import DOTTED, KYRGYZ, RUSSIAN, find_date
from .headings import order_of

_N = r"\d{1,4}(?:[-–]\d{1,2}(?!\d))?[⁰¹²³⁴⁵⁶⁷⁸⁹]*"
_QUOTED = r"[«“„\"]([^«»“”„\"]{5,300}(?:[«“„\"][^«»“”„\"]{2,200}[»”\"][^«»“”„\"]{0,100})?)[»”\"]"
_REPUBLIC = r"(?:Кыргызской Республики|Кыргыз Республикасынын|Кыргызской Республике|КР)"

_KIND_RU = (
    (ActKind.CONSTITUTIONAL_LAW, r"конституционн\w+ закон\w*"),
    (ActKind.CODE, r"(?:[А-ЯЁа-яё-]+\s+)?кодекс\w*"),
    (ActKind.LAW, r"закон(?:а|е|ом|у|ы|ов)?\b"),
    (ActKind.DECREE, r"указ(?:а|е|ом|у)?\b"),
    (ActKind.RESOLUTION, r"постановлени\w+"),
    (ActKind.ORDER, r"приказ(?:а|е|ом|у)?\b"),
    (ActKind.REGULATION, r"положени[еяюи]\w*"),
)
_KIND_KY = (
    (ActKind.CONSTITUTIONAL_LAW, r"конституциялык мыйзам\w*"),
    (ActKind.CODE, r"(?:[А-ЯЁҢӨҮа-яёңөү]+\s+)?кодекс\w*"),
    (ActKind.LAW, r"мыйзам\w*"),
    (ActKind.DECREE, r"жарлы[кг]\w*"),
    (ActKind.RESOLUTION, r"токтом\w*"),
    (ActKind.ORDER, r"буйру[кг]\w*"),
    (ActKind.REGULATION, r"жобо\w*"),
)
_ANY_RU = "|".join(pattern for _kind, pattern in _KIND_RU)
_ANY_KY = "|".join(pattern for _kind, pattern in _KIND_KY)
_BODY_RU = r"(?:(?:Правительства|Кабинета Министров|Президента|Жогорку Кенеша|Министерства финансов)\s+)?"
_DATE = rf"(?:{RUSSIAN}|{DOTTED}|{KYRGYZ})".replace("((?:19|20)\\d\\d)", "(?:19|20)\\d\\d")
_DATE = re.sub(r"\((?!\?)", "(?:", _DATE)
_DATED = rf"(?:\s*,?\s*(?:от\s+)?{_DATE}(?:\s*(?:года|г\.|год))?)?"
_NUMBERED = r"(?:\s*,?\s*№\s*(?P<number>\d[\w/-]*))?"

_PLACE_RU = (
    rf"(?:(?:(?:п(?:\.|ункт\w*)|част\w+|ч\.)\s*(?P<point>{_N})\s*,?\s*)?"
    rf"(?:стать\w{{1,4}}|ст\.)\s*(?P<article>{_N})(?:\s*,?\s*(?:п(?:\.|ункт\w*)|част\w+|ч\.)\s*(?P<after>{_N}))?\s*)?"
)
_RU = re.compile(
    rf"{_PLACE_RU}(?P<kind>{_ANY_RU})\s*{_BODY_RU}{_REPUBLIC}?{_DATED}{_NUMBERED}\s*(?:{_QUOTED})?{_DATED}"
    rf"(?:\s*,?\s*№\s*(?P<late>\d[\w/-]*))?(?:\s*\(?\s*(?:стать\w{{1,4}}|ст\.)\s*(?P<last>{_N})"
    rf"(?:\s*,?\s*п(?:\.|ункт\w*)\s*(?P<last_point>{_N}))?)?",
    re.I,
)
_PLACE_KY = (
    rf"(?:\s*,?\s*(?P<article>{_N})\s*[-–]?\s*(?:берене|ст)\w*"
    rf"(?:\s*,?\s*(?P<point>{_N})\s*[-–]?\s*(?:пункт|бөлүк|бөлүг)\w*)?)?"
)
_KY = re.compile(
    rf"(?:{_REPUBLIC}\s*)?(?:{_QUOTED}\s*)?(?:{_REPUBLIC}\s*)?{_DATED}{_NUMBERED}\s*(?:{_REPUBLIC}\s*)?"
    rf"(?P<kind>{_ANY_KY})(?:\s*:\s*[«“\"](?P<title_after>[^«»“”\"]{{5,300}})[»”\"])?{_PLACE_KY}",
    re.I,
)
_ALONE = re.compile(
    rf"(?:стать\w{{1,4}}|ст\.)\s*(?P<article>{_N})(?:\s*,?\s*п(?:\.|ункт\w*)\s*(?P<point>{_N}))?"
    rf"|(?P<ky_article>{_N})\s*[-–]\s*берене\w*",
    re.I,
)


@dataclass(frozen=True)
class Reference:
    """One mention: the words, and what they say of the act and the place in it."""

    start: int
    end: int
    words: str
    kind: str = ""
    title: str = ""
    number: str = ""
    adopted: date | None = None
    article: str = ""

    @property
    def names_an_act(self) -> bool:
        return bool(self.title or self.number or self.kind == ActKind.CODE)


def references(text: str) -> list[Reference]:
    """All mentions, in order. A lone «ст. 12 п. 3» takes the act named last before it."""
    read = [
        _read(match, kinds) for pattern, kinds in ((_RU, _KIND_RU), (_KY, _KIND_KY)) for match in pattern.finditer(text)
    ]
    found: list[Reference] = []
    for one in sorted((one for one in read if one.names_an_act), key=lambda one: one.start - one.end):
        if not _overlaps(one, found):  # the longest words that say it are the ones that say most
            found.append(one)
    found.sort(key=lambda one: one.start)
    return sorted([*found, *_lone(text, found)], key=lambda one: one.start)


def _read(match: re.Match, kinds) -> Reference:
    groups = match.groupdict()
    words = " ".join(match[0].split())
    quoted = groups.get("title_after") or next((value for name, value in _unnamed(match) if value and name is None), "")
    kind = next((value for value, pattern in kinds if re.fullmatch(pattern, match["kind"], re.I)), "")
    article = groups.get("article") or groups.get("last") or ""
    point = groups.get("point") or groups.get("after") or groups.get("last_point") or ""
    title = quoted or (match["kind"] if kind == ActKind.CODE and " " in match["kind"] else "")
    return Reference(
        start=match.start(),
        end=match.end(),
        words=words,
        kind=kind,
        title=" ".join(title.split()),
        number=groups.get("number") or groups.get("late") or "",
        adopted=find_date(match[0]),
        article=anchor_of(article, point),
    )


def _unnamed(match: re.Match):
    names = {index: name for name, index in match.re.groupindex.items()}
    return [(names.get(index), match[index]) for index in range(1, match.re.groups + 1)]


def anchor_of(article: str, point: str = "") -> str:
    """ "12", "3" → "st-12-p-3"; "" without an article."""
    if not article:
        return ""
    anchor = "st-" + "-".join(map(str, order_of(article)))
    return f"{anchor}-p-{'-'.join(map(str, order_of(point)))}" if point else anchor


def _overlaps(one: Reference, others: list[Reference]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _lone(text: str, named: list[Reference]) -> list[Reference]:
    found = []
    for match in _ALONE.finditer(text):
        before = [one for one in named if one.end <= match.start()]
        inside = any(one.start <= match.start() < one.end for one in named)
        if inside or not before:
            continue
        act = before[-1]
        anchor = anchor_of(match["article"] or match["ky_article"], match["point"] or "")
        found.append(
            Reference(match.start(), match.end(), match[0], act.kind, act.title, act.number, act.adopted, anchor)
        )
    return found
