"""The verbs of the registers. One verb, one transaction; refusals are DomainError."""

from ..profiles.domain import set_profile
from .history import merge_units, rename_unit, split_unit
from .loading import load_register, load_topics
from .units import create_unit, move_unit, set_population

__all__ = [
    "create_unit",
    "load_register",
    "load_topics",
    "merge_units",
    "move_unit",
    "rename_unit",
    "set_population",
    "set_profile",
    "split_unit",
]
