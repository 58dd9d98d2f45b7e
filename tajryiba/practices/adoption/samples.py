"""Sample adoptions for the demo: sample municipalities repeat real practices; every word says it is a sample."""

from django.db import transaction
from django.utils import timezone

from tajryiba.core.languages import LANGUAGES
from tajryiba.people.models import User
from tajryiba.people.samples import SAMPLE_DOMAIN

from ..models import Practice
from . import domain, queries
from .enums import PublicPart, Stage
from .models import Adoption

# login, key of the starter practice, the stage that is reached
SAMPLES = (
    ("member1", "kg-001", Stage.DOING),
    ("member1", "kg-022", Stage.STUDYING),
    ("member2", "kg-001", Stage.ADAPTING),
    ("member3", "kg-001", Stage.DONE),
    ("member3", "kg-010", Stage.STOPPED),
)
WAY = (Stage.ADAPTING, Stage.DECIDED, Stage.DOING, Stage.DONE)
WORDS = {
    "goal": "Үлгү: максат ушул жерге жазылат. / Образец: здесь пишут цель.",
    "story": "Үлгү: жыйынтык ушул жерге жазылат. / Образец: здесь пишут, что получилось.",
    "failed": "Үлгү: эмне болбой калды. / Образец: здесь пишут, что не получилось.",
}
NOTE = "Үлгү / образец"


@transaction.atomic
def load() -> list[Adoption]:
    """Make what is missing through the real verbs; may be run again and again."""
    return [row for login, starter_key, stage in SAMPLES for row in _sample(login, starter_key, stage)]


def _sample(login: str, starter_key: str, stage: str) -> list[Adoption]:
    member = User.objects.filter(email=f"{login}@{SAMPLE_DOMAIN}").first()
    practice = Practice.objects.filter(starter_key=starter_key, is_public=True).first()
    seat = next(iter(queries.seats(member)), None) if member else None
    if practice is None or seat is None:
        return []
    if Adoption.objects.filter(practice=practice, unit=seat.unit).exists():
        return []
    row = domain.adopt(practice=practice, organisation=seat.organisation, unit=seat.unit, by=member, lang=LANGUAGES[0])
    domain.describe(adoption=row, by=member, **WORDS)
    if stage == Stage.STOPPED:
        return [domain.move(adoption=row, to=stage, by=member, reason=NOTE)]
    for to in WAY[: WAY.index(stage) + 1] if stage in WAY else ():
        _before(row, to, member)
        row = domain.move(adoption=row, to=to, by=member, number=NOTE)
    return [domain.choose_public(adoption=row, by=member, parts=list(PublicPart.values), is_hidden=False)]


def _before(row: Adoption, to: str, member: User) -> None:
    """What the next stage asks for."""
    if to == Stage.DOING:
        today = timezone.localdate()
        domain.write_report(adoption=row, by=member, text=f"{NOTE}: отчёт / отчет", on=today, key="sample")
    if to == Stage.DONE:
        first = row.results.first()
        if first is not None:
            first.after = first.origin_after or 0
            domain.save_rows(adoption=row, by=member, model=type(first), saved=[first])
