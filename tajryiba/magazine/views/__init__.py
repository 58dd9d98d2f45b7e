"""Public pages of the magazine that are not pages of the tree."""

from .lists import magazine

__all__ = ["magazine"]
