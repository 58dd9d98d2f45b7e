"""Where a text answers a question: the places to mark, in the original letters."""

from .normal import words
from .tokens import tokens_of
from .types import ParsedQuery


def matched_spans(text: str, lang: str, query: ParsedQuery) -> list[tuple[int, int]]:
    """Places of the words that answer the question, in order, without overlaps, always inside the text.

    A common beginning of letters (`p:`) alone marks nothing: it helps the order of results, and would puzzle a reader.
    """
    wanted = {
        token
        for group in query.required or query.groups
        for alternative in group.alternatives
        for token in (alternative.token, *alternative.also)
        if not token.startswith("p:")
    }
    return [(word.start, word.end) for word in words(text) if not wanted.isdisjoint(tokens_of(word, lang))]
