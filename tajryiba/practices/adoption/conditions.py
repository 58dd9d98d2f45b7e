"""What a practice stood on, as lines of the adaptation table, in the three languages."""

from html import unescape

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tajryiba.core.languages import LANGUAGES
from tajryiba.core.numbers import money, number

from ..enums import FundingKind
from ..models import Practice
from .enums import ConditionKind

LONGEST = 600


def conditions_of(practice: Practice) -> list[dict]:
    """Lines in their order: {"kind": …, "name_ky": …, "name_ru": …, "name_en": …}. What is not known is left out, but
    money, people and law are always asked.
    """
    lines = []
    for kind, words in WORDS.items():
        in_languages = {f"name_{code}": _in(code, words, practice) for code in LANGUAGES}
        if any(in_languages.values()):
            lines.append({"kind": kind, **in_languages})
    return lines


def _in(language: str, words, practice: Practice) -> str:
    with translation.override(language):
        return words(practice)


def _money(practice: Practice) -> str:
    if practice.cost_som is None:
        return practice.cost_note or _("It is not known what it cost: ask the authors.")
    cost = _("It cost %(sum)s.") % {"sum": money(practice.cost_som)}
    return f"{cost} {practice.cost_note}".strip()


def _sources(practice: Practice) -> str:
    rows = [f"{FundingKind(row.kind).label}: {row.name}".strip(": ") for row in practice.funding.all()]
    return "; ".join(rows)


def _people(practice: Practice) -> str:
    names = [row.name for row in practice.participants.all()]
    return "; ".join(names) or _("It is not known who took part: ask the authors.")


def _time(practice: Practice) -> str:
    months = practice.duration_months
    if not months:
        return ""
    return ngettext("It took %(n)s month.", "It took %(n)s months.", months) % {"n": months}


def _scale(practice: Practice) -> str:
    served = practice.population_served
    if not served:
        return ""
    words = ngettext("It serves %(count)s person.", "It serves %(count)s people.", served)
    return words % {"count": number(served, 0)}


def _law(practice: Practice) -> str:
    return _("Which decisions of the kenesh, contracts and permissions does it need with us?")


def _section(name: str):
    def words(practice: Practice) -> str:
        """Only in the languages in which it is written: a translation must not be guessed."""
        text = practice.texts_by_language.get(translation.get_language())
        return Truncator(_plain(getattr(text, name))).chars(LONGEST) if text else ""

    return words


def _plain(html: str) -> str:
    """Paragraphs and list items as sentences in one line."""
    return " ".join(unescape(strip_tags((html or "").replace("<", " <"))).split())


WORDS = {
    ConditionKind.MONEY: _money,
    ConditionKind.SOURCES: _sources,
    ConditionKind.PEOPLE: _people,
    ConditionKind.PARTICIPATION: lambda practice: "; ".join(str(label) for label in practice.participation_labels()),
    ConditionKind.MECHANISM: lambda practice: "; ".join(str(label) for label in practice.budget_labels()),
    ConditionKind.TIME: _time,
    ConditionKind.SCALE: _scale,
    ConditionKind.LAW: _law,
    ConditionKind.UPKEEP: _section("sustainability"),
    ConditionKind.RISK: _section("failed"),
}
