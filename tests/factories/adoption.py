"""Adoptions through the real verbs: a practice of municipality A, a body of municipality B with a member."""

from dataclasses import dataclass, field
from uuid import uuid4

from tajryiba.people.models import Organisation, User
from tajryiba.practices.adoption import domain
from tajryiba.practices.adoption.drafting.make import starter_template
from tajryiba.practices.adoption.enums import Stage
from tajryiba.practices.models import Adoption, DraftTemplate, Practice
from tajryiba.reference.models import Unit
from tests.factories import media
from tests.factories import practices as make
from tests.factories.people import make_organisation, person

ROWS = {
    "steps": [
        {"name_ky": "Жыйын өткөрүлдү", "name_ru": "Провели сход"},
        {"name_ky": "Түтүк тартылды", "name_ru": "Проложили трубу", "when": "2024-03"},
    ],
    "results": [{"name_ky": "Суусу бар үй", "name_ru": "Дворы с водой", "unit_ky": "%", "unit_ru": "%"}],
    "participants": [{"name_ky": "тургундар", "name_ru": "жители"}],
    "funding": [{"kind": "local_budget", "name_ru": "бюджет"}, {"kind": "donor", "name_ru": "проект"}],
}


def key() -> str:
    return uuid4().hex


def adoptable(**facts) -> Practice:
    """A public practice of a municipality, with steps, a figure, money."""
    rows = {**ROWS, "results": [{**ROWS["results"][0], "before": 61, "after": 94}]}
    facts = {"units": [make.unit("Алыскы", lat=42.5, lon=74.5)], "rows": rows, "cost_som": 850_000, **facts}
    return make.published(("ky", "ru"), **facts)


@dataclass
class Team:
    """A municipality with a body and a member of it."""

    unit: Unit = field(default_factory=lambda: make.unit("Жаңы-Жер айыл аймагы", lat=41.5, lon=75.5))
    organisation: Organisation = None
    member: User = None

    def __post_init__(self):
        self.organisation = self.organisation or make_organisation(unit=self.unit)
        self.member = self.member or person("member", organisation=self.organisation)


def adoption(team: Team | None = None, practice: Practice | None = None, **facts) -> Adoption:
    team = team or Team()
    practice = practice or adoptable()
    return domain.adopt(
        practice=practice, organisation=team.organisation, unit=team.unit, by=team.member, **{"lang": "ru", **facts}
    )


def at_stage(stage: str, team: Team | None = None, practice: Practice | None = None, **facts) -> Adoption:
    """Moved there step by step, as a person would."""
    team = team or Team()
    row = adoption(team, practice, **facts)
    domain.describe(adoption=row, by=team.member, story="Труба проложена.", failed="Насос сломался.")
    row.results.update(before=50, after=90)
    steps = {
        Stage.ADAPTING: {},
        Stage.DECIDED: {"number": "5/2", "on": row.started_on},
        Stage.DOING: {},
        Stage.DONE: {"on": row.started_on},
    }
    for to, more in steps.items():
        if row.stage == stage:
            break
        row = domain.move(adoption=row, to=to, by=team.member, **more)
    return row


def template(kind: str = "kenesh", lang: str = "ru", data: bytes = b"") -> DraftTemplate:
    """A template of the staff, already kept."""
    row = DraftTemplate(kind=kind, lang=lang)
    row.file.save("x.docx", media.upload("x.docx", data or starter_template(kind, lang)))
    return row


def things() -> dict[str, dict]:
    """For tests/test_matrix.py: somebody else's workspace with all that has an address."""
    team = Team()
    row = adoption(team)
    file = media.upload("a.pdf", media.pdf())
    paper = domain.add_paper(adoption=row, by=team.member, file=file, title="Чечим", key=key())
    photo = [(media.upload("a.jpg", media.picture()), {"ky": "Түтүк"})]
    report = domain.write_report(adoption=row, by=team.member, text="Отчёт", on=row.started_on, key=key(), photos=photo)
    letter = domain.write_letter(adoption=row, by=team.member, text="?", key=key())
    return {
        "adoption_public": {"pk": row.pk},
        "account_adoption": {"pk": row.pk, "paper": paper.pk, "table": "steps", "kind": "kenesh", "lang": "ky"},
        "workspace_picture": {"image_id": report.photos.get().image_id, "size": "card"},
        "account_adoption_start": {"practice": row.practice_id},
        "account_adoption_letter": {"pk": letter.pk},
    }
