"""Text taken out of documents that nobody trusts, in a process of its own with limits of memory and time."""

from .outside import ENDINGS, Extracted, ask_reader, take_text

__all__ = ["ENDINGS", "Extracted", "ask_reader", "take_text"]
