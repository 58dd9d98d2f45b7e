"""Acts with their editions and texts, changes with the reviews they ask for, citations."""

from .acts import Act, ActRelation
from .changes import Change, Review
from .citations import Citation
from .texts import ActEdition, ActText, Provision

__all__ = ["Act", "ActEdition", "ActRelation", "ActText", "Change", "Citation", "Provision", "Review"]
