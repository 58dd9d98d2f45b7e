"""What a person takes away or leaves behind: their words in workspaces."""

from ..models import Practice
from . import queries
from .models import AdoptionLetter, AdoptionLetterReply, AdoptionNote, AdoptionReport, AdoptionStep

WRITTEN = {
    "adoption_notes": AdoptionNote,
    "adoption_reports": AdoptionReport,
    "adoption_letters": AdoptionLetter,
    "adoption_replies": AdoptionLetterReply,
}


def export_my_data(*, user, **facts) -> dict:
    """All that the person wrote, and the steps that they own."""
    written = {name: list(model.objects.filter(author=user).values("text", "at")) for name, model in WRITTEN.items()}
    steps = AdoptionStep.objects.filter(owner=user).select_related("adoption")
    return {**written, "adoption_steps": [{"step": step.words(), "due": step.due} for step in steps]}


def erase_my_data(*, user, **facts) -> None:
    """What was written for the municipality stays with it, as of a former user; open steps wait for another owner."""
    AdoptionStep.objects.filter(owner=user, done_on=None).update(owner=None)


def adopters_who_may_answer(*, post, **facts) -> list:
    """A public question under a practice also goes to those who repeat it, but not to a hidden adopter: who asks would
    learn of them by the answer.
    """
    practice = post.obj
    return list(queries.people_of_adopters(practice)) if isinstance(practice, Practice) else []
