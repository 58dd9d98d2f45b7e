"""A question as people type it → groups of tokens. Nobody asks for its language: every analyser speaks."""

from .normal import Word, fold, words
from .tokens import PREFIX, number_tokens, stems
from .types import Alternative, Group, ParsedQuery, Vocabulary

MAX_QUERY = 400  # characters of a question that are read
MAX_GROUPS = 16  # words of a question that are looked for


def parse_query(text: str, *, vocabulary: Vocabulary | None = None) -> ParsedQuery:
    """Never fails: a question without a single word has no groups."""
    text = text[:MAX_QUERY]
    groups = [_group(word, vocabulary) for word in list(words(text))[:MAX_GROUPS]]
    phrase = len(groups) > 1 and text.strip()[:1] in '«"“„' and text.strip()[-1:] in '»"”“'
    return ParsedQuery(text, tuple(groups), phrase=phrase)


def _group(word: Word, vocabulary: Vocabulary | None) -> Group:
    if word.number:
        return Group(word.text, tuple(Alternative(token, 1.0) for token in number_tokens(word.text)[:1]))
    own = [f"x:{word.text}", *stems(word.text, "")]
    if len(folded := fold(word.text)) >= PREFIX:
        own.append(f"p:{folded[:PREFIX]}")
    alternatives = [Alternative(token, 1.0) for token in own]
    if vocabulary is not None and not vocabulary.knows(own[:-1] or own):
        for near in vocabulary.near(folded)[:3]:
            alternatives += [Alternative(token, 0.8, "typo") for token in (f"x:{near}", *stems(near, ""))]
    return Group(word.text, tuple(alternatives))
