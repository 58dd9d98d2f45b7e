"""Words that public rows hold: kept exactly, in the transaction that changes a row, so that no suggestion can betray
what is not public any more.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from . import spelling
from .analysis.normal import clean, fold
from .documents import PUBLIC
from .models import Spelling, Word

SHORTEST = 3
CHUNK = 500
SHORTEST_BEGINNING = 2
CANDIDATES = 30
LAST_LETTER = "\U0010ffff"
Held = tuple[tuple[str, ...], str]  # who may find a row, its tokens

UPSERT = """
INSERT INTO search_word (word, folded, rows) VALUES (%s, %s, %s)
ON CONFLICT (word) DO UPDATE SET rows = search_word.rows + excluded.rows
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
        cursor.executemany(UPSERT, [(word, fold(word), step) for word, step in steps])
    new = [word for word in names if word not in known]
    Spelling.objects.bulk_create(
        [Spelling(key=key, word_id=word) for word in new for key in spelling.keys(fold(word))], batch_size=2000
    )
    if any(step < 0 for _word, step in steps):
        Word.objects.filter(word__in=names, rows__lte=0).delete()


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
