"""An adoption, its rows, its papers and letters, and the templates of drafts."""

from .adoption import Adoption, AdoptionMove
from .papers import AdoptionDocument, AdoptionPhoto, AdoptionReport, DraftTemplate
from .rows import AdoptionBudgetLine, AdoptionCondition, AdoptionResult, AdoptionStep
from .talk import AdoptionLetter, AdoptionLetterReply, AdoptionNote

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
    "DraftTemplate",
]
