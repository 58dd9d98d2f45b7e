"""A question as people type it → groups of tokens. Nobody asks for its language: every analyser speaks."""

from .latin import to_cyrillic_layout
from .normal import CYRILLIC, LATIN, Word, fold, words
from .reading import Guesses
from .thesaurus import LONGEST_TERM, Equivalent, equivalents, keys
from .tokens import number_tokens
from .types import Alternative, Group, ParsedQuery, Vocabulary
from .wordlists import stop_words

MAX_QUERY = 400  # characters of a question that are read
MAX_GROUPS = 16  # words of a question that are looked for
TRANSLATION, SYNONYM, LOWER_IN_LIST = 1.2, 0.5, 0.1  # a translated word has no written and dictionary form to add
OPENING, CLOSING = '«"“„', '»"”“'


def parse_query(text: str, *, vocabulary: Vocabulary | None = None) -> ParsedQuery:
    """Never fails: a question without a single word has no groups.

    With a `vocabulary` words that the index lacks are tried as mistyped, as Latin for Cyrillic, as another keyboard.
    """
    text = text[:MAX_QUERY]
    guesses = Guesses(vocabulary)
    found = list(words(text))[:MAX_GROUPS]
    corrected = ""
    if (other := _other_layout(text, found, guesses)) is not None:
        corrected, found = other, list(words(other))[:MAX_GROUPS]
    groups = [_group(word, guesses) for word in found]
    _join_hyphens(found, groups, guesses)
    _translate(found, groups)
    quoted = text.strip()
    phrase = len(groups) > 1 and quoted[:1] in OPENING and quoted[-1:] in CLOSING
    return ParsedQuery(text, tuple(groups), phrase=phrase, corrected=corrected or _corrected(text, found, guesses))


def _other_layout(text: str, found: list[Word], guesses: Guesses) -> str | None:
    """The question on a Russian keyboard, when it is Latin and makes better sense so."""
    if CYRILLIC.search(text) or not LATIN.search(text):
        return None
    told = [word.text for word in found if not word.number]
    if all(guesses.makes_sense(word) for word in told):
        return None
    other = to_cyrillic_layout(text)
    typed = [word.text for word in words(other) if not word.number]
    right = sum(guesses.is_known(word) for word in typed) / max(len(typed), 1)
    return other if typed and right > sum(guesses.makes_sense(word) for word in told) / len(told) else None


def _group(word: Word, guesses: Guesses) -> Group:
    if word.number:
        whole, *parts = number_tokens(word.text)
        tokens = [Alternative(whole, 1.0), *(Alternative(part, 0.3) for part in parts if len(part) > 3)]
        return Group(word.text, tuple(tokens))
    required = not word.tail and fold(word.text) not in stop_words()
    return Group(word.text, tuple(guesses.alternatives(word.text, guess=required)), required=required)


def _join_hyphens(found: list[Word], groups: list[Group], guesses: Guesses) -> None:
    """«видео-байкоо» also stands for «видеобайкоо»: both parts are answered by the word written together."""
    for place in range(1, len(found)):
        before, word = found[place - 1], found[place]
        if word.glued and not word.number and not before.number:
            joined = tuple(guesses.known(guesses.own(before.text + word.text)))
            for at in (place - 1, place) if joined else ():
                groups[at] = _with(groups[at], joined)


def _with(group: Group, more: tuple[Alternative, ...]) -> Group:
    return Group(group.word, group.alternatives + more, required=group.required)


def _translate(found: list[Word], groups: list[Group]) -> None:
    """The longest terms of the dictionaries first («уличное освещение»), then every word by itself."""
    told = [() if word.number else keys(word.text) for word in found]
    place = 0
    while place < len(found):
        size = next((n for n in _sizes(len(found) - place) if _answers(told[place : place + n])), 1)
        if size > 1:
            answers = _answers(told[place : place + size])
            for at in range(place, place + size):
                groups[at] = _with(groups[at], _others(answers, at - place, size))
        place += size
    for at, its in enumerate(told):
        groups[at] = _with(groups[at], _others(_answers([its]), 0, 1))


def _sizes(left: int) -> range:
    return range(min(LONGEST_TERM, left), 1, -1)


def _answers(told: list[tuple[str, ...]]) -> tuple[Equivalent, ...]:
    """Equivalents by the Russian dictionary forms and by the Kyrgyz stem; by the Russian stem when there are none."""
    if not all(told):
        return ()
    if len(told) > 1:
        ways = zip(*(its[:2] for its in told), strict=False)
        return tuple(answer for way in ways for answer in equivalents(way))
    *sure, stem = told[0]
    return tuple(dict.fromkeys(way for key in sure for way in equivalents((key,)))) or equivalents((stem,))


def _others(answers: tuple[Equivalent, ...], at: int, size: int) -> tuple[Alternative, ...]:
    """The answers as alternatives of the word at `at` in a term of `size`: each word of the term scores a part."""
    made = []
    for answer in answers:
        weight = (SYNONYM if answer.synonym else TRANSLATION) - LOWER_IN_LIST * min(answer.place, 3)
        tokens = answer.tokens
        scored = tokens if size == 1 else (tokens[min(at, len(tokens) - 1)],)
        for token in scored:
            also = tuple(other for other in tokens if other != token)
            made.append(Alternative(token, round(weight, 2), "synonym" if answer.synonym else "translation", also))
    return tuple(made)


def _corrected(text: str, found: list[Word], guesses: Guesses) -> str:
    """The question with its mistyped words put right; empty when none was."""
    pieces, at = [], 0
    for word in found:
        if right := guesses.corrections.get(word.text):
            pieces += [text[at : word.start], right]
            at = word.end
    return "".join([*pieces, text[at:]]) if pieces else ""
