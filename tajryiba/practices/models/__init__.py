"""A practice: facts that all languages share, and one text a language (docs/architecture.md, shape B)."""

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
    "CatalogueState",
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
    "Recheck",
]
