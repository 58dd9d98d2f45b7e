"""Cases for tests, about any object."""

from datetime import timedelta
from itertools import count

from tajryiba.inbox import domain
from tajryiba.inbox.models import Case
from tests.factories.practices import topic

KIND = "tests.case"
_number = count(1)


def case(*, late_by_hours: float = 0, **fields) -> Case:
    """A case that is open now; with `late_by_hours` its time is over since so long."""
    facts = {"kind": KIND, "subject": f"Иш {next(_number)}", "obj": fields.pop("obj", None) or topic(), **fields}
    made = domain.open_case(**facts)
    if late_by_hours:
        move(made, hours=made_hours(made) + late_by_hours)
    return made


def made_hours(made: Case) -> float:
    return (made.due_at - made.opened_at).total_seconds() / 3600


def move(made: Case, *, hours: float) -> Case:
    """As if it had been opened so many hours earlier."""
    shift = timedelta(hours=hours)
    Case.objects.filter(pk=made.pk).update(opened_at=made.opened_at - shift, due_at=made.due_at - shift)
    made.refresh_from_db()
    return made
