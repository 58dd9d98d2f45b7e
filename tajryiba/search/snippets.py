"""Excerpts of the original text around the words that answer the question."""

from .analysis import ParsedQuery, matched_spans
from .results import Piece

LENGTH = 240
BEFORE = 70  # letters shown ahead of the first match
DOTS = "…"


def wanted_tokens(parsed: ParsedQuery) -> frozenset[str]:
    """Tokens that a marked word may have; a common beginning alone marks nothing."""
    alternatives = [alternative for group in parsed.groups for alternative in group.alternatives]
    return frozenset(token for a in alternatives for token in (a.token, *a.also) if not token.startswith("p:"))


def marked(text: str, lang: str, parsed: ParsedQuery) -> tuple[Piece, ...]:
    """The whole text in pieces."""
    return _pieces(text, matched_spans(text, lang, parsed))


def excerpt(text: str, lang: str, parsed: ParsedQuery) -> tuple[Piece, ...]:
    """A piece of `text`, cut at words, that begins a little before its first match; its beginning without one."""
    spans = matched_spans(text, lang, parsed)
    start = _word_start(text, spans[0][0] - BEFORE) if spans and len(text) > LENGTH else 0
    stop = _word_end(text, start + LENGTH)
    inside = [(begin - start, end - start) for begin, end in spans if begin >= start and end <= stop]
    pieces = _pieces(text[start:stop], inside)
    return ((DOTS, False),) * (start > 0) + pieces + ((DOTS, False),) * (stop < len(text))


def has_match(pieces: tuple[Piece, ...]) -> bool:
    return any(is_match for _words, is_match in pieces)


def window(text: str, tokens: str, wanted: frozenset[str]) -> str:
    """The part of a long text where its first wanted word stands, found by the stored tokens, so that only a few
    words have to be analysed. "" when no word of it is wanted.
    """
    word = _first_word(tokens, wanted)
    if not word:
        return ""
    place = text.lower().find(word)
    if place < 0:  # written with other letters than it was read with
        return text[: 4 * LENGTH]
    return text[_word_start(text, place - 2 * BEFORE) : _word_end(text, place + LENGTH + BEFORE)]


def _first_word(tokens: str, wanted: frozenset[str]) -> str:
    padded = f" {tokens} "
    places = [place for token in wanted if (place := padded.find(f" {token} ")) >= 0]
    if not places:
        return ""
    first = min(places)
    begin = max(padded.rfind(" x:", 0, first + 4), padded.rfind(" n:", 0, first + 4))
    return padded[begin + 3 :].split(" ", 1)[0] if begin >= 0 else ""


def _pieces(text: str, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for begin, end in spans:
        pieces += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def _word_start(text: str, place: int) -> int:
    if place <= 0:
        return 0
    return text.find(" ", place, place + BEFORE) + 1 or place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    cut = text.rfind(" ", max(place - BEFORE, 0), place)
    return cut if cut > 0 else place


def side_by_side(tokens: str, groups: list[frozenset[str]]) -> bool:
    """Whether the words of the question stand one after the other, in order."""
    words: list[set[str]] = []
    for token in tokens.split():
        if token[0] in "xn" or not words:
            words.append(set())
        words[-1].add(token)
    starts = [place for place, word in enumerate(words) if not groups[0].isdisjoint(word)]
    return any(
        place + len(groups) <= len(words)
        and all(not group.isdisjoint(words[place + step]) for step, group in enumerate(groups))
        for place in starts
    )
