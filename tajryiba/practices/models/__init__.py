"""A practice: facts that all languages share, and one text a language (docs/architecture.md, shape B)."""

from ..leads.models import Lead
from ..submission.models import (
    Submission,
    SubmissionComment,
    SubmissionEdit,
    SubmissionFile,
    TrustedOrganisation,
)
from .practice import CatalogueState, Practice
from .rows import (
    PracticeDocument,
    PracticeFunding,
    PracticeImage,
    PracticeParticipant,
    PracticeResult,
    PracticeSource,
    PracticeStep,
    PracticeUnit,
)
from .text import PracticeText

__all__ = [
    "CatalogueState",
    "Lead",
    "Practice",
    "PracticeDocument",
    "PracticeFunding",
    "PracticeImage",
    "PracticeParticipant",
    "PracticeResult",
    "PracticeSource",
    "PracticeStep",
    "PracticeText",
    "PracticeUnit",
    "Submission",
    "SubmissionComment",
    "SubmissionEdit",
    "SubmissionFile",
    "TrustedOrganisation",
]
