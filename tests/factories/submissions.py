"""Leads and submissions."""

from itertools import count

from tajryiba.practices.leads.domain import add_lead
from tajryiba.practices.submission.domain import Edit, save_edits, send_submission, start_submission
from tajryiba.practices.submission.models import Submission, TrustedOrganisation
from tests.factories.people import make_organisation, person
from tests.factories.practices import topic

_number = count(1)

SNAPSHOT = {
    "title": "Вода пришла в каждый двор",
    "summary": "Село починило водопровод, вода есть у 340 дворов.",
    "lang": "ru",
    "unit": "Далёкое село за перевалом",
    "year_to": "2024",
    "problem": "Воды не было.\n\nНосили вёдрами.",
    "solution": "Провели трубу.",
    "results_note": "Вода идёт весь день.",
    "failed": "Первый насос сгорел: не было защиты.",
    "contact": "Айыл окмоту, приёмная",
}
FULL = SNAPSHOT | {
    "year_from": "2023",
    "participants": "Айыл окмоту\n- Жители трёх улиц",
    "participation": "hearings,labour",
    "steps-0-name": "Посчитали дворы.",
    "steps-0-when": "03.2023",
    "steps-2-name": "Проложили трубу.",
    "cost": "1,2 млн сом",
    "cost_note": "Вместе с насосом",
    "funding-0-name": "Бюджет аймака",
    "funding-0-kind": "local_budget",
    "funding-0-amount": "850 000",
    "budget": "co_financing",
    "duration": "7",
    "people": "1 700",
    "results-0-name": "Дворы с водой",
    "results-0-unit": "дворов",
    "results-0-before": "120",
    "results-0-after": "340",
    "lessons": "Считать дворы заранее.",
    "sustainability": "Тариф покрывает ремонт.",
    "sources-0-url": "dpi.kg/voda",
}


def lead(actor=None, **facts):
    facts.setdefault("title", f"Практика из газеты {next(_number)}")
    return add_lead(actor=actor or person("editor"), **facts)


def draft(author=None, depth: str = "snapshot", values: dict | None = None, organisation=None) -> Submission:
    """A draft with these values (nothing when {})."""
    author = author or person()
    submission = start_submission(author=author, depth=depth, organisation=organisation)
    if values is None:
        values = (FULL if depth == "full" else SNAPSHOT) | {"topic": str(topic().pk)}
    write(submission, author, values)
    return Submission.objects.get(pk=submission.pk)


def sent(**kwargs) -> Submission:
    """A submission that waits for the editors."""
    submission = draft(**kwargs)
    return send_submission(submission=submission, actor=submission.author)


def write(submission: Submission, actor, values: dict, device: str = "phone", base: dict | None = None):
    """As the script does: every value with a key of its own, over the present revision unless `base` says otherwise."""
    now = Submission.objects.get(pk=submission.pk).revisions
    edits = [
        Edit(
            name,
            value,
            (base or {}).get(name, now.get(name, {}).get("rev", 0)),
            f"{device}-{next(_number)}",
            device,
        )
        for name, value in values.items()
    ]
    return save_edits(submission=submission, edits=edits, actor=actor)


def trusted(organisation=None) -> TrustedOrganisation:
    return TrustedOrganisation.objects.create(
        organisation=organisation or make_organisation(), note="Three good practices"
    )
