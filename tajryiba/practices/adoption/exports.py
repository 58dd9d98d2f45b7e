"""The table of spreading, for people to take away."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from .models import Adoption
from .words import title_of


def head() -> list[str]:
    return [
        _("Practice, number"),
        _("Practice"),
        _("Municipality"),
        _("Oblast"),
        _("Stage"),
        _("Stage, code"),
        _("Begun on"),
        _("Date of the decision"),
        _("Done on"),
        _("Days to done"),
        _("Address"),
    ]


def lines(adoptions: list[Adoption]) -> Iterator[list]:
    for row in adoptions:
        yield [
            row.practice_id,
            title_of(row.practice),
            row.unit.name,
            row.unit.oblast.name if row.unit.oblast else "",
            row.get_stage_display(),
            row.stage,
            row.started_on.isoformat(),
            row.decision_on.isoformat() if row.decision_on else "",
            row.done_on.isoformat() if row.done_on else "",
            row.days_to_done(),
            settings.SITE_URL + row.get_absolute_url(),
        ]
