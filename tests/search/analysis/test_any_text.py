"""Whatever people, programs and attackers send: no failure, spans inside the text, time that grows with the length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tajryiba.search.analysis import document_tokens, matched_spans, parse_query
from tajryiba.search.analysis.kyrgyz import stem
from tajryiba.search.analysis.latin import MOST_READINGS, readings
from tajryiba.search.analysis.normal import clean, fold, words

LETTERS = st.text(
    st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюяңөүabcxyzІ0123456789-–'’ \u00a0№.,«»\u0306\0🙂"), max_size=80
)
ANY = st.one_of(st.text(max_size=200), LETTERS)
CYRILLIC = st.text(st.sampled_from("абгдежзийклмнопрстуфхчшыьэюяңөүё"), max_size=25)
LANGS = st.sampled_from(["ky", "ru", "en", ""])


@given(ANY, LANGS)
@settings(max_examples=200, deadline=None)
def test_tokens_are_namespaced_and_have_no_spaces(text, lang):
    for token in document_tokens(text, lang):
        assert token[0] in "xkbldrenp"
        assert token[1] == ":"
        assert len(token) > 2
        assert not any(letter.isspace() for letter in token)


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_cleaning_and_folding_twice_change_nothing(text):
    for word in words(text):
        assert fold(fold(word.text)) == fold(word.text)
        if not word.number:
            assert clean(word.text) == word.text


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_words_lie_in_order_inside_the_text(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


@given(ANY, ANY, LANGS)
@settings(max_examples=200, deadline=None)
def test_marked_places_lie_in_order_inside_the_text(text, question, lang):
    end = 0
    for start, stop in matched_spans(text, lang, parse_query(question)):
        assert end <= start < stop <= len(text)
        end = stop


@given(st.lists(CYRILLIC.filter(bool), min_size=1, max_size=5).map(" ".join), st.sampled_from(["ky", "ru"]))
@settings(max_examples=200, deadline=None)
def test_a_question_is_found_in_itself(text, lang):
    held = set(document_tokens(text, lang))
    for group in parse_query(text).groups:
        assert any(alternative.token in held for alternative in group.alternatives)


@given(CYRILLIC)
@settings(max_examples=300, deadline=None)
def test_a_stem_is_never_empty_and_does_not_depend_on_the_keyboard(word):
    assert stem(word) == stem(fold(word)) or "ё" in word
    assert bool(stem(word)) == bool(word)


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzöüğşçıñ46"), max_size=40))
@settings(max_examples=200, deadline=None)
def test_readings_are_few(word):
    assert len(readings(word)) <= MOST_READINGS


HOSTILE = {
    "10 kB of one letter": "а" * 10_000,
    "10 kB of vowels": "уу" * 5_000,
    "10 kB of endings": "лардынын" * 1_250,
    "10 kB of hyphens": "а-" * 5_000,
    "10 kB of digits": "1 " * 5_000,
    "10 kB of dots and digits": "1." * 5_000,
    "10 kB of apostrophes": "а'" * 5_000,
    "10 kB of marks": "а" + "\u0306" * 10_000,
    "10 kB of Latin": "sh" * 5_000,
    "10 kB of a script without names": "𗀀" * 5_000,
    "10 kB of quotes": '"' * 10_000,
    "NUL": "су\0у\0" * 1_000,
    "emoji": "👨‍👩‍👧‍👦" * 1_000,
    "a regular expression": "(а+)+$" * 1_500,
    "operators": 'AND OR NOT title:"x" +a -b ^2 ~3 [a TO b] {!func}' * 200,
    "SQL": "'; DROP TABLE search_entry; --" * 300,
    "surrogates": "\ud800 суу",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_quickly(name):
    text = HOSTILE[name]
    parse_query("суу вода")  # dictionaries are loaded once, before
    started = time.process_time()
    parse_query(text)
    tokens = document_tokens(text, "ky")
    matched_spans(text, "ru", parse_query(text[:300]))
    # A generous bound: a pattern that backtracks would need minutes.
    assert time.process_time() - started < 2
    assert len(tokens) <= 8 * len(text)
