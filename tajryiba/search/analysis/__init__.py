"""From letters to tokens: the same for every engine, without models, without a request, without the network.

`document_tokens` writes the index, `parse_query` reads a question, `matched_spans` marks the answer in the text.
Dictionaries are loaded at the first word, never when Django starts.
"""

from .highlight import matched_spans
from .parsing import parse_query
from .tokens import document_tokens
from .types import Alternative, Group, ParsedQuery, Vocabulary

__all__ = ["Alternative", "Group", "ParsedQuery", "Vocabulary", "document_tokens", "matched_spans", "parse_query"]
