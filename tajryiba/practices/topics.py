"""Which topics a text is about, out of its words: names and subthemes of the topics, and words that give them away."""

import math
from collections import Counter

from django.core.cache import caches

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES
from tajryiba.reference.models import Topic

from .topic_words import WORDS
from .wording import stems

KEPT_SECONDS = 600
NAME, GIVEN, SUBTHEME, DESCRIPTION = 3, 3, 2, 1
LEAST = 3.0


def suggest_topics(text: str, limit: int = 3) -> list[Topic]:
    """Topics that `text` may be about, the likeliest first; [] when nothing speaks for any. Two queries at most."""
    weights = _weights()
    found = _words_of(text)
    scores = {pk: sum(words[word] * count for word, count in found.items() if word in words) for pk, words in weights}
    best = sorted((pk for pk, score in scores.items() if score >= LEAST), key=lambda pk: -scores[pk])[:limit]
    topics = Topic.objects.in_bulk(best)
    return [topics[pk] for pk in best if pk in topics]


def _words_of(text: str) -> dict[str, float]:
    """Beginnings of words with a weight that grows slower than their number: a word said ten times is not ten words."""
    counts: Counter[str] = Counter()
    for word in fold(text).split():
        for length in range(3, min(len(word), 9) + 1):
            counts[word[:length]] += 1
    return {word: 1 + math.log(count) for word, count in counts.items()}


def _weights() -> list[tuple[int, dict[str, float]]]:
    """For every topic its beginnings of words with their weights: rarer among the topics weighs more."""
    kept = caches["local"].get("topic-words")
    if kept is None:
        topics = {topic.pk: _lexicon(topic) for topic in Topic.objects.prefetch_related("subthemes")}
        spread = Counter(word for words in topics.values() for word in words)
        kept = [
            (pk, {word: weight * math.log(1 + len(topics) / spread[word]) for word, weight in words.items()})
            for pk, words in topics.items()
        ]
        caches["local"].set("topic-words", kept, KEPT_SECONDS)
    return kept


def _lexicon(topic: Topic) -> dict[str, int]:
    words: dict[str, int] = {}
    for code in LANGUAGES:
        _add(words, stems(getattr(topic, f"description_{code}")), DESCRIPTION)
        for subtheme in topic.subthemes.all():
            _add(words, stems(getattr(subtheme, f"name_{code}")), SUBTHEME)
        _add(words, stems(getattr(topic, f"name_{code}")), NAME)
    _add(words, (fold(word) for word in WORDS.get(topic.slug, "").split()), GIVEN)
    return words


def _add(words: dict[str, int], found, weight: int) -> None:
    for word in found:
        words[word] = max(words.get(word, 0), weight)
