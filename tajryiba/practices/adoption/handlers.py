"""What a person takes away or leaves behind: their words in workspaces."""

from django.db.models import Model

from tajryiba.media.models import PortalDocument

from ..fit.visits import Place
from ..models import Practice
from . import queries
from .enums import FINISHED, PublicPart, Stage
from .models import (
    Adoption,
    AdoptionDocument,
    AdoptionLetter,
    AdoptionLetterReply,
    AdoptionNote,
    AdoptionPhoto,
    AdoptionReport,
    AdoptionStep,
)
from .rules import can_see_adoption, is_listed

WRITTEN = {
    "adoption_notes": AdoptionNote,
    "adoption_reports": AdoptionReport,
    "adoption_letters": AdoptionLetter,
    "adoption_replies": AdoptionLetterReply,
}


def export_my_data(*, user, **facts) -> dict:
    """All that the person wrote, and the steps that they own where they are still a member."""
    written = {name: list(model.objects.filter(author=user).values("text", "at")) for name, model in WRITTEN.items()}
    inside = Adoption.objects.inside_for(user)
    steps = AdoptionStep.objects.filter(owner=user, adoption__in=inside).select_related("adoption")
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


def places_to_visit(*, practice) -> list[Place]:
    """Municipalities where the practice can be seen at work because they repeat it: one query, nothing hidden."""
    to_see = Adoption.objects.listed().filter(practice_id=practice.pk, stage__in=(Stage.DOING, *FINISHED))
    return [
        Place(row.unit, str(row.get_stage_display()), row.get_absolute_url())
        for row in to_see.select_related("unit__oblast").order_by("pk")
    ]


def may_read_workspace_file(*, user, file: Model) -> bool:
    """A paper or a photo of a report: everybody's while the adoption's page shows it, else of those inside."""
    if isinstance(file, PortalDocument):
        paper = AdoptionDocument.objects.filter(document=file).select_related("adoption__practice").first()
        adoption, shown = (paper.adoption, paper.is_shown) if paper else (None, False)
    else:
        photo = AdoptionPhoto.objects.filter(image=file).select_related("report__adoption__practice").first()
        adoption = photo.report.adoption if photo else None
        shown = photo is not None and file.is_ready and adoption.shows(PublicPart.REPORTS)
    return (shown and is_listed(user, adoption)) or can_see_adoption(user, adoption)
