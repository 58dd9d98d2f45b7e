"""Makes `words/ky_lexicon.txt`: which stems exist, from the portal's own list and the Kyrgyz side of its dictionaries.

A dictionary also holds forms («болгон», «жолдор»); a word that is a regular form of a known one teaches nothing and is
left out, so that the analysis of a text goes on to the stem. Run by `./portal manage learn_stems`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from .compiler import slot
from .lexicon import WORDS
from .spelling import canonical, canonical_verb, last_vowel, plain, restore

# Slots whose endings make mere forms, with the fewest letters that must be left.
FORMS = {"plural": 2, "adjective": 3, "ending": 3, "his": 5}
OWN_FORMS = {"plural": 2, "adjective": 4}  # the own list may keep калдык beside кал
LONG = 9  # letters from which -лык -дык and the plural are taken for endings, known base or not: муниципалдык
ADJECTIVE = re.compile("(?:[бвгджзлмнрй]д|[кпстфхцчшщ]т|[рй]л)уу$")  # no verb ends so: рационалдуу, күчтүү
Lexicon = dict[str, set[str]]


def learn(folder: Path = WORDS) -> Lexicon:
    """Canonical stem → {"n", "v"} from all word files of a folder."""
    found: Lexicon = {}
    refused: set[str] = set()
    for kind, word in _listed(folder / "ky_stems.txt"):
        if kind == "x":
            refused.add(canonical(plain(word)))
        else:
            stem = canonical_verb(plain(word)) if kind == "v" else canonical(plain(word))
            found.setdefault(stem, set()).add(kind)
    for stem in [stem for stem in found if len(stem) > 3 and _verbal_noun(stem, found)]:
        found[stem].discard("n")
    own = {stem for stem, kinds in found.items() if "n" in kinds}
    for word in sorted({plain(word) for word in _dictionary_words(folder)}, key=lambda w: (len(w), w)):
        for kind, stem in _taught(word, found):
            if len(stem) > 1 and stem not in refused:
                found.setdefault(stem, set()).add(kind)
    return {
        stem: kept
        for stem, kinds in found.items()
        if stem not in refused
        and (kept := {k for k in kinds if not (_verb_form(stem, found) if k == "v" else _noun_form(stem, found, own))})
    }


def write(lexicon: Lexicon, path: Path) -> None:
    """One line a kind and first letter, sorted: a change of the lists reads well in a diff."""
    lines = ["# Made by `./portal manage learn_stems` from ky_stems.txt and ru_ky_*.tsv: do not edit."]
    groups: dict[tuple[str, str], list[str]] = {}
    for stem, kinds in lexicon.items():
        groups.setdefault(("".join(sorted(kinds)), stem[0]), []).append(stem)
    lines += [f"{kinds}: {' '.join(sorted(stems))}" for (kinds, _), stems in sorted(groups.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, stems = line.partition(": ")
        if kind in ("n", "v", "a", "x"):
            yield from ((kind, stem) for stem in stems.split())


def _dictionary_words(folder: Path) -> Iterator[str]:
    """Single words of the Kyrgyz side of every line; hyphenated words are learned by their parts elsewhere."""
    for path in sorted(folder.glob("ru_ky_*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            for word in line.partition("\t")[2].lower().split(";"):
                if word.strip().isalpha():
                    yield word.strip()


def _taught(word: str, found: Lexicon) -> Iterator[tuple[str, str]]:
    """What a dictionary word teaches: a verbal noun its verb, a new noun itself, a form nothing."""
    if len(word) > 3 and word.endswith("оо"):
        yield "v", canonical_verb(restore(word[:-2]))
    elif len(word) > 3 and word.endswith("уу"):
        if ADJECTIVE.search(word):
            yield "n", canonical(word[:-3])
        elif not any(_is(base, "n", found) for base in _without(word, "adjective")):
            yield "v", canonical_verb(word[:-2])
    elif not (_noun_form(canonical(word), found, set()) or _participle(word, found) or _verbal_noun(word, found)):
        yield "n", canonical(word)


def _verbal_noun(stem: str, found: Lexicon) -> bool:
    """окуу of оку, колдоо of колдо, жазуу of жаз; and who does it: куруучу of кур."""
    stem = stem.removesuffix("чу")
    if stem.endswith("оо"):
        return _is(restore(stem[:-2]), "v", found)
    return stem.endswith("уу") and (_is(stem[:-1], "v", found) or _is(stem[:-2], "v", found))


def _noun_form(stem: str, found: Lexicon, own: set[str]) -> bool:
    """Plural, case, possession or -луу -лык -сыз of a known noun. The own list may keep its adjectives and cases."""
    if len(stem) >= LONG and any(True for name in ("relative", "plural") for _base in _without(stem, name)):
        return True
    slots = OWN_FORMS if stem in own else FORMS
    return any(
        len(base) >= least and (_is(base, "n", found) or _verbal_noun(base, found))
        for name, least in slots.items()
        for base in _without(stem, name)
    )


def _participle(word: str, found: Lexicon) -> bool:
    return any(_is(base, "v", found) for base in _without(word, "participle"))


def _verb_form(stem: str, found: Lexicon) -> bool:
    """A negated verb (төлөбө) or a passive (аткарыл, алын, пайдалан: -н is one only of verbs in л and -ла)."""
    if any(_is(base, "v", found) for base in _without(stem, "negated")):
        return True
    return any(
        _is(base, "v", found) and (stem[-1] == "л" or base.endswith(("л", "ла", "ле", "ло")))
        for base in _without(stem, "passive")
    )


def _is(base: str, kind: str, found: Lexicon) -> bool:
    return kind in found.get(canonical_verb(base) if kind == "v" else canonical(base), ())


def _without(stem: str, name: str) -> Iterator[str]:
    """The word without each ending of a slot that harmony and assimilation allow there."""
    for size in range(1, 7):
        for before, vowels, _ in slot(name).get(stem[-size:], ()):
            base = stem[:-size]
            if len(base) > 1 and base[-1] in before and last_vowel(base) in vowels:
                yield base
