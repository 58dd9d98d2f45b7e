"""A treebank of Universal Dependencies as an evaluation of search: form and lemma pairs, documents, questions.

A document is a sentence. A question is some content words of one, each in a form that the sentence does not have; every
sentence with words of these lemmas is right. The treebank's lemmas decide, never our stemmer. The same file and seed
give the same questions.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .analysis.edits import lighter, other_letters
from .analysis.normal import fold
from .analysis.wordlists import stop_words
from .conflation import CONTENT
from .evaluation import DEPTH

ASKED = CONTENT - {"ADV"}
SHORTEST = 4  # letters of a word that is asked for
LETTERS = "абвгдежзийклмнопрстуфхцчшыэюяңөү"
NOUNS = frozenset({"NOUN", "PROPN"})
# Regular endings for a noun that the treebank has in one form only, the commonest twice; capitals vary:
# A а/е/о/ө and Y ы/и/у/ү by harmony, N D G L by the letter before.
ENDINGS = ("NYн", "NYн", "NY", "GA", "GA", "DA", "DA", "DAн", "LAр", "LAр", "LAрDY", "LAрGA", "LAрDYн")
_OPEN = dict(zip("аыоуеиөүэюя", "ааоаееөөеаа", strict=True))
_CLOSE = dict(zip("аыоуеиөүэюя", "ыыууииүүиуы", strict=True))
_VOICELESS = frozenset("кпстфхцчшщ")


@dataclass(frozen=True)
class Token:
    form: str
    lemma: str
    kind: str  # UPOS

    @property
    def key(self) -> str:
        return fold(self.lemma.lower())


Sentence = list[Token]


@dataclass
class Treebank:
    """Different sentences, and for each lemma the sentences and forms that it has."""

    sentences: list[Sentence]
    held: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self):
        for number, sentence in enumerate(self.sentences):
            for token in sentence:
                if token.kind in CONTENT:
                    self.held[token.key].add(number)
                    self.forms[token.key].add(token.form.lower())


def read(paths: Iterable[Path]) -> Treebank:
    """From CoNLL-U files. Raises OSError, ValueError for a line that is none."""
    different: dict[str, Sentence] = {}
    for path in paths:
        for sentence in _sentences(path):
            different.setdefault(text_of(sentence).lower(), sentence)
    return Treebank(list(different.values()))


def _sentences(path: Path) -> Iterator[Sentence]:
    sentence: Sentence = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
        elif not line.startswith("#"):
            columns = line.split("\t")
            if len(columns) < 4:
                raise ValueError(f"{path.name}, line {number}: not a line of CoNLL-U")
            if columns[0].isdigit():  # not the parts of a word written together
                sentence.append(Token(columns[1], columns[2], columns[3]))


def name_of(number: int) -> str:
    """Of a document: a sentence of the treebank, apart from whatever else is searched."""
    return f"sentence-{number}"


def text_of(sentence: Sentence) -> str:
    return " ".join(token.form for token in sentence)


def pairs(treebank: Treebank) -> Counter[tuple[str, str, str]]:
    """(form, lemma, UPOS) of content words with how often each was met, as `conflation.read_pairs` reads them."""
    tokens = (token for sentence in treebank.sentences for token in sentence if token.kind in CONTENT)
    return Counter((token.form.lower(), token.lemma.lower(), token.kind) for token in tokens)


def questions(treebank: Treebank, lang: str, sizes: tuple[int, ...], most: int, seed: int) -> Iterator[dict]:
    """Up to `most` of each of five sets, as `search_eval` reads them."""
    dice = random.Random(seed)  # noqa: S311  (nothing secret: the same questions each time)
    asked = 0
    for number in dice.sample(range(len(treebank.sentences)), len(treebank.sentences)):
        words = list(_askable(treebank, number, lang, dice))
        size = dice.choice(sizes)
        if len(words) < size:
            continue
        chosen = dice.sample(words, size)
        right = set.intersection(*(treebank.held[key] for key, _exact, _other in chosen))
        if len(right) > DEPTH:
            continue
        others = [other for _key, _exact, other in chosen]
        mistyped = _mistyped(others, dice)
        sets = {
            "exact": [exact for _key, exact, _other in chosen],
            "other inflection": others,
            "without ң ө ү": [fold(other) for other in others],
            "one typo": mistyped,
            "both": [fold(other) for other in mistyped],
        }
        for name, told in sets.items():
            base = {"qid": f"{number}-{name}", "lang": lang, "set": name, "text": " ".join(told)}
            yield base | {"relevant": [name_of(one) for one in sorted(right)]}
        asked += 1
        if asked == most:
            return


def _askable(treebank: Treebank, number: int, lang: str, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """(lemma, its form in the sentence, a form that the sentence lacks) of content words."""
    sentence = treebank.sentences[number]
    there = {fold(token.form.lower()) for token in sentence}
    for key, token in {token.key: token for token in sentence if token.kind in ASKED}.items():
        if len(token.form) < SHORTEST or not token.form.isalpha() or key in stop_words():
            continue
        others = sorted(form for form in treebank.forms[key] if form.isalpha() and fold(form) not in there)
        if not others and lang == "ky" and token.kind in NOUNS:
            made = (inflected(token.lemma.lower(), ending) for ending in dice.sample(ENDINGS, len(ENDINGS)))
            others = [form for form in made if form and fold(form) not in there][:1]
        if others:
            yield key, token.form.lower(), dice.choice(others)


def inflected(word: str, ending: str) -> str:
    """A Kyrgyz noun with a regular ending; empty for a word without a vowel."""
    for letter in ending:
        vowel = next((one for one in reversed(word) if one in _OPEN), "")
        if not vowel:
            return ""
        after_vowel, voiceless = word[-1] in _OPEN, word[-1] in _VOICELESS
        heads = {
            "A": _OPEN[vowel],
            "Y": _CLOSE[vowel],
            "N": "н" if after_vowel else "т" if voiceless else "д",
            "L": "л" if after_vowel or word[-1] in "рй" else "т" if voiceless else "д",
            "D": "т" if voiceless else "д",
            "G": "к" if voiceless or word[-1] in "бг" else "г",
        }
        word += heads.get(letter, letter)
    return word


def _mistyped(words: list[str], dice: random.Random) -> list[str]:
    """One slip in the longest word, its first and last letters left alone."""
    place = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[place]
    inner = [
        one for one in {*lighter(word), *other_letters(word, LETTERS)} if one[:1] == word[0] and one[-1:] == word[-1]
    ]
    kinds = [[one for one in inner if len(one) == len(word) + more and one != word] for more in (-1, 0, 0, 1)]
    slip = dice.choice(sorted(dice.choice([kind for kind in kinds if kind])))
    return [slip if at == place else one for at, one in enumerate(words)]
