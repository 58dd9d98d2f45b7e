"""The parts of a likeness in the words of the page's language: what is there, seen from mine."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tajryiba.core.numbers import money, number
from tajryiba.reference.profiles.enums import Infrastructure, SettlementKind, SpokenLanguage
from tajryiba.reference.profiles.models import UnitProfile
from tajryiba.reference.profiles.queries import AIMAK

from .formula import Likeness, Part

SIMILAR, SOMEWHAT = 1.25, 1.75  # up to a quarter more is similar; from 1.75 times on we say how many times
AS_FAR_KM = 10


def label(name: str) -> str:
    return _("Population") if name == "population" else str(UnitProfile._meta.get_field(name).verbose_name)


def reasons(likeness: Likeness, most: int | None = None) -> list[str]:
    """Known parts in words, the heaviest first; `most` of them."""
    known = sorted(likeness.known, key=lambda part: -part.weight)
    return [reason(part) for part in known[:most]]


def reason(part: Part) -> str:
    """One known part: «similar population», «also highland», «twice your budget»."""
    return _REASONS[part.name](part.mine, part.theirs)


def value(name: str, fact) -> str:
    """A fact as the table shows it; says so when it is not known."""
    if fact is None:
        return _("not known")
    if name in ("highland", "border"):
        return _("yes") if fact else _("no")
    if name == "settlement":
        return _("Ayil aimak") if fact == AIMAK else str(SettlementKind(fact).label)
    if name in ("languages", "infrastructure"):
        choices = {"languages": SpokenLanguage, "infrastructure": Infrastructure}[name]
        return ", ".join(str(choice.label) for choice in choices if choice.value in fact)
    return money(fact) if name == "budget_som" else number(fact)


def _times(mine: int, theirs: int) -> tuple[str, int]:
    """("similar" | "more" | "less" | "times" | "part", how many times)."""
    if not mine or not theirs:
        return ("similar" if mine == theirs else "more" if theirs else "less"), 1
    ratio = max(mine, theirs) / min(mine, theirs)
    if ratio <= SIMILAR:
        return "similar", 1
    if ratio < SOMEWHAT:
        return ("more" if theirs > mine else "less"), 1
    return ("times" if theirs > mine else "part"), max(2, round(ratio))


def _population(mine: int, theirs: int) -> str:
    how, n = _times(mine, theirs)
    return {
        "similar": _("similar population"),
        "more": _("somewhat larger population"),
        "less": _("somewhat smaller population"),
        "times": ngettext("%(n)s time your population", "%(n)s times your population", n),
        "part": ngettext("population %(n)s time smaller", "population %(n)s times smaller", n),
    }[how] % {"n": number(n)}


def _budget(mine: int, theirs: int) -> str:
    how, n = _times(mine, theirs)
    if how == "times" and n == 2:
        return _("twice your budget")
    return {
        "similar": _("similar budget"),
        "more": _("somewhat larger budget"),
        "less": _("somewhat smaller budget"),
        "times": ngettext("%(n)s time your budget", "%(n)s times your budget", n),
        "part": ngettext("budget %(n)s time smaller", "budget %(n)s times smaller", n),
    }[how] % {"n": number(n)}


def _staff(mine: int, theirs: int) -> str:
    how, n = _times(mine, theirs)
    return {
        "similar": _("as many staff"),
        "more": _("somewhat more staff"),
        "less": _("somewhat fewer staff"),
        "times": ngettext("%(n)s time as many staff", "%(n)s times as many staff", n),
        "part": ngettext("%(n)s time fewer staff", "%(n)s times fewer staff", n),
    }[how] % {"n": number(n)}


def _settlement(mine: str, theirs: str) -> str:
    if mine == theirs:
        return {
            "city": _("also a city"),
            "suburban": _("also beside a city"),
            "rural": _("also away from cities"),
            AIMAK: _("also an ayil aimak"),
        }[theirs]
    return {
        "city": _("a city, unlike yours"),
        "suburban": _("an ayil aimak beside a city"),
        "rural": _("an ayil aimak away from cities"),
        AIMAK: _("an ayil aimak, unlike yours") if mine == "city" else _("also an ayil aimak"),
    }[theirs]


def _highland(mine: bool, theirs: bool) -> str:
    if mine == theirs:
        return _("also highland") if theirs else _("also not highland")
    return _("highland, unlike yours") if theirs else _("not highland, unlike yours")


def _border(mine: bool, theirs: bool) -> str:
    if mine == theirs:
        return _("also at the border") if theirs else _("also not at the border")
    return _("at the border, unlike yours") if theirs else _("not at the border, unlike yours")


def _distance(mine: int, theirs: int) -> str:
    apart = theirs - mine
    if abs(apart) <= AS_FAR_KM:
        return _("about as far from the centre of its district")
    words = _("%(km)s km farther from the centre") if apart > 0 else _("%(km)s km nearer to the centre")
    return words % {"km": number(abs(apart))}


def _languages(mine: frozenset, theirs: frozenset) -> str:
    if mine == theirs:
        return _("the same languages")
    return _("some of the same languages") if mine & theirs else _("other languages")


def _infrastructure(mine: frozenset, theirs: frozenset) -> str:
    if mine == theirs:
        return _("the same infrastructure")
    if not mine & theirs:
        return _("other infrastructure")
    if theirs > mine:
        return _("more infrastructure than yours")
    return _("less infrastructure than yours") if theirs < mine else _("partly the same infrastructure")


_REASONS = {
    "population": _population,
    "settlement": _settlement,
    "highland": _highland,
    "budget_som": _budget,
    "distance_km": _distance,
    "border": _border,
    "staff": _staff,
    "languages": _languages,
    "infrastructure": _infrastructure,
}
