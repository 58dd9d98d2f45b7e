"""What a draft is filled with: plain text in the language of the draft, nothing that a template could reach through."""

from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from tajryiba.core.numbers import NBSP, number
from tajryiba.reference.enums import UnitKind

from ..models import Adoption
from ..words import title_of
from .acts import acts_of

# The words of the two kinds of municipality. No endings are hung on them: the templates are written around that.
BODIES = {
    "ru": {
        True: {"kenesh": "городской кенеш", "body": "мэрия", "head": "Мэр"},
        False: {"kenesh": "айылный кенеш", "body": "айыл окмоту", "head": "Глава айыл окмоту"},
    },
    "ky": {
        True: {"kenesh": "шаардык кеңеш", "body": "мэрия", "head": "Мэр"},
        False: {"kenesh": "айылдык кеңеш", "body": "айыл өкмөтү", "head": "Айыл өкмөтүнүн башчысы"},
    },
}
NO_DECISION = {
    "ru": "от «____» ____________ 20____ года № ________",
    "ky": "20____-жылдын «____» ____________ № ________",
}
DECISION = {"ru": "от {day} № {number}", "ky": "{day} № {number}"}
SINGLE = (
    *("kenesh", "body", "body_caps", "head", "unit", "place", "population", "practice", "origin", "year", "url"),
    *("goal", "decision", "total", "today"),
)
EMPTY = {
    "steps": {"words": "", "owner": "", "due": ""},
    "budget": {"kind": "", "name": "", "planned": ""},
    "results": {"words": "", "unit": "", "before": ""},
}


def facts_of(adoption: Adoption, language: str) -> dict:
    """Facts of the municipality and of the practice, in `language`; what is not known is empty and becomes a blank."""
    with translation.override(language):
        unit = adoption.unit
        bodies = BODIES[language][unit.kind in (UnitKind.CITY, UnitKind.REPUBLIC_CITY)]
        budget = list(adoption.budget.all())
        planned = [line.planned_som for line in budget if line.planned_som is not None]
        return {
            **bodies,
            "body_caps": bodies["body"].upper(),
            "unit": unit.name,
            "place": _place(unit),
            "population": _population(unit),
            "practice": title_of(adoption.practice, language),
            "origin": _origin(adoption),
            "year": adoption.practice.year or "",
            "url": settings.SITE_URL + adoption.practice.url_in(language),
            "goal": adoption.goal,
            "decision": _decision(adoption, language),
            "total": f"{number(sum(planned), 0)}{NBSP}сом" if planned else "",
            "today": _day(timezone.localdate()),
            "steps": [_step(step) for step in adoption.steps.select_related("owner")] or [EMPTY["steps"]],
            "budget": [_line(line) for line in budget] or [EMPTY["budget"]],
            "results": [_result(row) for row in adoption.results.all()] or [EMPTY["results"]],
            "changes": [
                {"condition": row.own or row.get_kind_display(), "words": row.change}
                for row in adoption.conditions.all()
                if row.change
            ],
            "acts": acts_of(topics_of(adoption), language),
        }


def sample_facts(language: str) -> dict:
    """The same names with made-up values: with them a new template is tried before it is kept."""
    words = dict.fromkeys(SINGLE, "…")
    rows = {name: [dict.fromkeys(row, "…")] * 2 for name, row in EMPTY.items()}
    return {**words, **rows, "changes": [{"condition": "…", "words": "…"}], "acts": ["…"]}


def _place(unit) -> str:
    above = [place.name for place in (unit.district, unit.oblast) if place is not None and place.pk != unit.pk]
    return ", ".join(above)


def _population(unit) -> str:
    if unit.population is None:
        return ""
    return number(unit.population, 0) + (f" ({unit.population_year})" if unit.population_year else "")


def _origin(adoption: Adoption) -> str:
    names = [unit.name for unit in adoption.practice.units.all()]
    return ", ".join(names) or adoption.practice.place or adoption.practice.country


def _decision(adoption: Adoption, language: str) -> str:
    if not adoption.decision_on or not adoption.decision_number:
        return NO_DECISION[language]
    return DECISION[language].format(day=_day(adoption.decision_on), number=adoption.decision_number)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _step(step) -> dict:
    return {
        "words": step.words(),
        "owner": step.owner.get_full_name() if step.owner else "",
        "due": _day(step.due) if step.due else "",
    }


def _line(line) -> dict:
    planned = number(line.planned_som, 0) if line.planned_som is not None else ""
    return {"kind": line.get_kind_display(), "name": line.name, "planned": planned}


def _result(row) -> dict:
    before = number(row.before, 3) if row.before is not None else ""
    return {"words": row.words(), "unit": row.measure(), "before": before}


def topics_of(adoption: Adoption) -> list[str]:
    practice = adoption.practice
    return [practice.main_topic.slug, *(topic.slug for topic in practice.other_topics.all())]
