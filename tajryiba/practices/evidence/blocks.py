"""The history of evidence on a practice's page, a word at its top when it stopped, questions in the account."""

from django.template.loader import render_to_string

from ..models import Recheck
from . import queries
from .enums import NEED_A_WHY


def evidence_history(context: dict, practice) -> str:
    if context.get("is_preview"):
        return ""
    facts = queries.history(practice)
    return _draw("practices/evidence/_history.html", context, practice=practice, **facts)


def no_longer_as_described(context: dict, practice) -> str:
    """Above everything else: readers shall not copy what its authors have given up, unaware of that."""
    if context.get("is_preview"):
        return ""
    answers = [recheck for recheck in queries.history(practice)["rechecks"] if recheck.answer]
    if not answers or answers[0].answer not in NEED_A_WHY:
        return ""
    return _draw("practices/evidence/_changed.html", context, recheck=answers[0])


def questions_to_me(context: dict, person) -> str:
    rows = Recheck.objects.open().for_author(person).filter(practice__is_public=True)
    questions = [{"recheck": row, "text": row.practice.text()} for row in rows.select_related("practice")[:20]]
    return _draw("practices/evidence/_questions.html", context, questions=questions) if questions else ""


def _draw(template: str, context: dict, **more) -> str:
    return render_to_string(template, more, request=context.get("request"))
