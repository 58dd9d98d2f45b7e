"""The table: a row for each thing that one asks before copying, a column for each practice.

A cell is a list of lines in the page's language; an empty one is not known, and the page says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tajryiba.core.numbers import money, number, people
from tajryiba.legal.queries import basis_of_many

from ..fit import words
from ..fit.cost import cost_here
from ..fit.ranking import Fit
from ..models import Practice
from ..templatetags.practice_tags import practice_place, result_figure

REASONS = 4


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[list[str]]


def rows(practices: list[Practice], fit: Fit | None) -> list[Row]:
    plain = [Row(str(label), [_lines(cell(practice)) for practice in practices]) for label, cell in ROWS]
    plain.append(_legal_basis(practices))
    if fit is None:
        return plain
    mine = [
        Row(label, [_lines(cell(fit, practice)) for practice in practices])
        for label, cell in (
            (_("Likeness to your municipality"), _likeness),
            (_("Cost for your municipality"), _cost_here),
        )
    ]
    return [*mine, *plain]


def _legal_basis(practices: list[Practice]) -> Row:
    """One query for all columns."""
    basis = basis_of_many(practices)
    return Row(_("Legal basis"), [[_cited(citation) for citation in basis[one.pk]] for one in practices])


def _cited(citation) -> str:
    return ", ".join(part for part in (citation.place, citation.act.full_title) if part)


def _lines(cell) -> list[str]:
    return [line for line in ([cell] if isinstance(cell, str) else cell or []) if line]


def _years(practice: Practice) -> str:
    years = [str(year) for year in dict.fromkeys((practice.year_from, practice.year_to)) if year]
    return "–".join(years) + (f" ({_('inferred from the source')})" if years and practice.year_inferred else "")


def _months(practice: Practice) -> str:
    n = practice.duration_months
    return ngettext("%(n)s month", "%(n)s months", n) % {"n": number(n)} if n else ""


def _cost(practice: Practice) -> list[str]:
    return [money(practice.cost_som), practice.cost_note]


def _money(practice: Practice) -> list[str]:
    return [
        f"{row.get_kind_display()}: {row.name}" + (f" ({money(row.amount_som)})" if row.amount_som is not None else "")
        for row in practice.funding.all()
    ]


def _results(practice: Practice) -> list[str]:
    return [f"{row.name}: {result_figure(row)}" for row in practice.results.all() if row.after is not None]


def _evidence(practice: Practice) -> str:
    level = _("level %(level)s of 4") % {"level": practice.evidence_level}
    return f"{practice.get_evidence_level_display()} ({level})"


def _likeness(fit: Fit, practice: Practice) -> list[str]:
    seen = fit.seen(practice.pk)
    if seen.own:
        return [_("This is a practice of your own municipality.")]
    if seen.likeness is None:
        return []
    score = _("%(score)s of 100") % {"score": seen.likeness.score}
    return [score, "; ".join(words.reasons(seen.likeness, REASONS))]


def _cost_here(fit: Fit, practice: Practice) -> list[str]:
    here = cost_here(practice.cost_per_resident(), fit.mine)
    if here.total is None:
        return []
    share = _("%(percent)s %% of a year's budget") % {"percent": number(here.percent, 1)} if here.percent else ""
    return [_("about %(total)s") % {"total": money(here.total)}, share]


ROWS: tuple[tuple[str, Callable], ...] = (
    (gettext_lazy("Place"), practice_place),
    (gettext_lazy("Years"), _years),
    (gettext_lazy("Topic"), lambda practice: practice.main_topic.name),
    (gettext_lazy("Evidence"), _evidence),
    (gettext_lazy("Cost"), _cost),
    (gettext_lazy("Cost per resident"), lambda practice: money(practice.cost_per_resident())),
    (gettext_lazy("Where the money came from"), _money),
    (gettext_lazy("Duration"), _months),
    (
        gettext_lazy("People served"),
        lambda practice: people(practice.population_served) if practice.population_served else "",
    ),
    (gettext_lazy("Who took part"), lambda practice: [row.name for row in practice.participants.all()]),
    (
        gettext_lazy("How residents took part"),
        lambda practice: [str(label) for label in practice.participation_labels()],
    ),
    (gettext_lazy("Results in figures"), _results),
)
