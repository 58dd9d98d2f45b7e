"""A practice: facts that all languages share, and one text a language (docs/architecture.md, shape B)."""

from ..adoption.models import (
    Adoption,
    AdoptionBudgetLine,
    AdoptionCondition,
    AdoptionDocument,
    AdoptionLetter,
    AdoptionLetterReply,
    AdoptionMove,
    AdoptionNote,
    AdoptionPhoto,
    AdoptionReport,
    AdoptionResult,
    AdoptionStep,
    DraftTemplate,
)
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

from ..evidence.models import EvidenceCheck, Recheck  # isort: skip

__all__ = [
    "Adoption",
    "AdoptionBudgetLine",
    "AdoptionCondition",
    "AdoptionDocument",
    "AdoptionLetter",
    "AdoptionLetterReply",
    "AdoptionMove",
    "AdoptionNote",
    "AdoptionPhoto",
    "AdoptionReport",
    "AdoptionResult",
    "AdoptionStep",
    "CatalogueState",
    "Lead",
    "DraftTemplate",
    "EvidenceCheck",
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
    "Recheck",
]
