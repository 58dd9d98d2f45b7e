"""Words that public rows hold: kept exactly, in the transaction that changes a row, so that no suggestion can betray
what is not public any more.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from django.db import connection
from django.db.models import Q

from . import spelling
from .analysis.normal import clean, fold
from .analysis.tokens import all_stems, likely_stems
from .documents import PUBLIC
from .models import Spelling, Stem, StemSpelling, Word

SHORTEST = 3
CHUNK = 500
SHORTEST_BEGINNING = 2
CANDIDATES = 30
LAST_LETTER = "\U0010ffff"
Held = tuple[tuple[str, ...], str]  # who may find a row, its tokens

UPSERT_WORDS = """
INSERT INTO search_word (word, folded, rows) VALUES (%s, %s, %s)
ON CONFLICT (word) DO UPDATE SET rows = search_word.rows + excluded.rows
"""
UPSERT_STEMS = """
INSERT INTO search_stem (stem, words) VALUES (%s, %s)
ON CONFLICT (stem) DO UPDATE SET words = search_stem.words + excluded.words
"""


def words_of(held: Held) -> set[str]:
    """Different words of a row that everybody may find."""
    visible, tokens = held
    if PUBLIC not in visible:
        return set()
    return {token[2:] for token in tokens.split() if token.startswith("x:") and len(token) >= SHORTEST + 2}


def count_words(removed: Iterable[Held], added: Iterable[Held]) -> None:
    """Bring the counts up to date; a word that no public row holds any more is gone at once."""
    change: Counter[str] = Counter()
    for held in added:
        change.update(words_of(held))
    for held in removed:
        change.subtract(words_of(held))
    steps = sorted((word, step) for word, step in change.items() if step)
    for start in range(0, len(steps), CHUNK):
        _apply(steps[start : start + CHUNK])


def _apply(steps: list[tuple[str, int]]) -> None:
    names = [word for word, _step in steps]
    known = set(Word.objects.filter(word__in=names).values_list("word", flat=True))
    with connection.cursor() as cursor:
        cursor.executemany(UPSERT_WORDS, [(word, fold(word), step) for word, step in steps])
    new = [word for word in names if word not in known]
    Spelling.objects.bulk_create(
        [Spelling(key=key, word_id=word) for word in new for key in spelling.keys(fold(word))], batch_size=2000
    )
    gone = (
        Word.objects.filter(word__in=names, rows__lte=0)
        if any(step < 0 for _word, step in steps)
        else Word.objects.none()
    )
    lost = list(gone.values_list("word", flat=True))
    gone.delete()
    count_stems(new, lost)


def count_stems(new: Iterable[str], lost: Iterable[str]) -> None:
    """Bring the stems of the words up to date; a stem that no word has any more is gone at once."""
    change: Counter[str] = Counter(stem for word in new for stem in likely_stems(word))
    change.subtract(stem for word in lost for stem in likely_stems(word))
    steps = sorted((stem, step) for stem, step in change.items() if step and spelling.stem_keys(stem))
    for start in range(0, len(steps), CHUNK):
        some = steps[start : start + CHUNK]
        names = [stem for stem, _step in some]
        known = set(Stem.objects.filter(stem__in=names).values_list("stem", flat=True))
        with connection.cursor() as cursor:
            cursor.executemany(UPSERT_STEMS, some)
        rows = [(key, stem) for stem in names if stem not in known for key in spelling.stem_keys(stem)]
        StemSpelling.objects.bulk_create([StemSpelling(key=key, stem_id=stem) for key, stem in rows], batch_size=2000)
        if any(step < 0 for _stem, step in some):
            Stem.objects.filter(stem__in=names, words__lte=0).delete()


def recount_stems() -> None:
    """All stems anew from the words: other rules give other stems."""
    Stem.objects.all().delete()
    words = Word.objects.values_list("word", flat=True).iterator(chunk_size=5000)
    while some := list(islice(words, 5000)):
        count_stems(some, [])


class TableVocabulary:
    """`analysis.Vocabulary` over the table of words and an engine that knows its tokens."""

    def __init__(self, engine):
        self.engine = engine

    def knows(self, tokens: Iterable[str]) -> set[str]:
        return self.engine.known(list(tokens))

    def near(self, word: str) -> list[str]:
        """Words of the index that a mistyped `word` (folded) may stand for, best first; one query."""
        rows = Spelling.objects.filter(key__in=spelling.keys(word)).values_list("word_id", "word__rows").distinct()
        return spelling.nearest(word, dict(rows[:2000]), fold)

    def near_stems(self, word: str) -> list[str]:
        """Stems of words of the index with which a mistyped `word` (folded) may begin, best first; one query."""
        keys = spelling.keys_of_beginnings(word)
        rows = StemSpelling.objects.filter(key__in=keys).values_list("stem_id", "stem__words").distinct()
        return spelling.nearest_stems(word, dict(rows[:2000]), all_stems)


def completions(text: str, limit: int = 3) -> list[str]:
    """The question with its last word finished, by the words that most public rows hold; of the forms of one word the
    shortest. Nothing for a word that is whole already, or of less than two letters.
    """
    begun, _space, last = text.rpartition(" ")
    beginning = fold(clean(last))
    if len(beginning) < SHORTEST_BEGINNING or text.endswith(" "):
        return []
    frequent = Word.objects.filter(_begins(beginning)).order_by("-rows", "word")
    words = list(frequent.values_list("word", "folded")[:CANDIDATES])
    chosen: list[str] = []
    for word, folded in sorted(words, key=lambda row: (len(row[1]), row[0])):
        if folded == beginning:
            return []
        if not any(word.startswith(shorter) for shorter in chosen):
            chosen.append(word)
    order = [word for word, _folded in words if word in chosen]
    return [f"{begun} {word}".strip() for word in order[:limit]]


def _begins(beginning: str) -> Q:
    """SQLite uses the index for a range only, PostgreSQL for LIKE."""
    if connection.vendor == "sqlite":
        return Q(folded__gte=beginning, folded__lt=beginning + LAST_LETTER)
    return Q(folded__startswith=beginning)
