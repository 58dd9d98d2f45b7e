"""What adoption shows on the pages of practices, municipalities, topics, and in the account."""

from django.template.loader import render_to_string
from django.utils import timezone

from tajryiba.reference.models import Unit
from tajryiba.reference.queries import outlines, shapes

from . import queries, spreading
from .enums import NEXT_STEP, OPEN
from .models import AdoptionStep
from .words import title_of


def _drawn(name: str, context: dict, **facts) -> str:
    return render_to_string(f"practices/adoption/{name}.html", facts, request=context.get("request"))


# From how many adoptions on an oblast is drawn darker.
TONES = ((10, "k5"), (3, "k4"), (1, "k3"), (0, "k2"))


def map_facts(counts: dict[int, int] | None = None) -> dict:
    """Outlines of the oblasts, darker and with a figure where `counts` (by key of the oblast) has any; one query."""
    found = outlines()
    units = Unit.objects.filter(code__in=[row["code"] for row in found["oblasts"]])
    counts = counts or {}
    drawn = [{"shape": shape, "count": counts.get(shape.unit.pk, 0)} for shape in shapes(list(units))]
    for item in drawn:
        item["tone"] = next(tone for least, tone in TONES if item["count"] >= least)
    return {"shapes": drawn, "map_box": found["viewBox"]}


def adopt_button(context: dict, practice) -> str:
    """A link to a page that is not cached: the public page stays the same for everybody."""
    return _drawn("_button", context, practice=practice) if practice.is_public else ""


def spread_of_practice(context: dict, practice) -> str:
    spread = spreading.spread_of(practice)
    drawn = map_facts() if spread.points else {}
    origin = spreading.origin_of(practice)
    return _drawn("_of_practice", context, practice=practice, spread=spread, origin=origin, **drawn)


def gives_and_takes(context: dict, unit) -> str:
    found = spreading.gives_and_takes(unit)
    return _drawn("_of_unit", context, gives=_rows(found.gives), takes=_rows(found.takes)) if found else ""


def _rows(adoptions) -> list[dict]:
    return [{"adoption": row, "title": title_of(row.practice)} for row in adoptions]


def most_adopted(context: dict, topic) -> str:
    ranked = spreading.most_adopted(topic)
    return _drawn("_of_topic", context, ranked=ranked) if ranked else ""


def account_panel(context: dict, person) -> str:
    """Open adoptions of one's municipality with the next step, and one's own steps that are overdue."""
    adoptions = list(queries.own_adoptions(person).filter(stage__in=OPEN)[:5])
    if not adoptions:
        return ""
    late = {"done_on": None, "due__lt": timezone.localdate(), "adoption__stage__in": OPEN}
    overdue = AdoptionStep.objects.filter(owner=person, **late)
    rows = [{"adoption": row, "title": title_of(row.practice), "next": NEXT_STEP[row.stage]} for row in adoptions]
    return _drawn("_panel", context, rows=rows, overdue=overdue.count())
