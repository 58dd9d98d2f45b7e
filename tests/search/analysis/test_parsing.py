from collections.abc import Iterable

import pytest

from tajryiba.search.analysis import Alternative, Group, document_tokens, kyrgyz, parse_query
from tajryiba.search.analysis.latin import readings, to_cyrillic_layout, to_latin_layout
from tajryiba.search.analysis.parsing import MAX_GROUPS


class Index:
    """A vocabulary of a few texts; what is near a word is told."""

    def __init__(self, *texts: tuple[str, str], near: dict[str, list[str]] | None = None):
        self.tokens = {token for lang, text in texts for token in document_tokens(text, lang)}
        self.near_words = near or {}
        self.asked: list[str] = []

    def knows(self, tokens: Iterable[str]) -> set[str]:
        return self.tokens & set(tokens)

    def near(self, word: str) -> list[str]:
        self.asked.append(word)
        return self.near_words.get(word, [])

    def near_stems(self, word: str) -> list[str]:
        return self.near_words.get(f"{word}…", [])


def tokens(group: Group, via: str = "own") -> list[str]:
    return [alternative.token for alternative in group.alternatives if alternative.via == via]


def only(text: str, index: Index | None = None) -> Group:
    (group,) = parse_query(text, vocabulary=index).groups
    return group


# --- The word itself ---


def test_a_word_is_read_by_every_analyser():
    assert tokens(only("суунун")) == ["x:суунун", "k:суу", "r:суунун", "l:суу", "d:суунун", "p:сууну"]


def test_a_question_finds_what_the_document_says():
    document = set(document_tokens("Айылга таза суу келди", "ky"))
    for group in parse_query("айылда таза сууну").groups:
        assert not document.isdisjoint(tokens(group))


def test_latin_words_are_english():
    assert tokens(only("budgets")) == ["x:budgets", "e:budget", "p:budge"]


def test_numbers_and_act_numbers():
    assert only("№ 123").alternatives == (Alternative("n:123", 1.0),)
    assert tokens(only("№1234-VI")) == ["n:1234-vi", "n:1234"]
    assert document_tokens("№123-VI", "ru") == ["n:123-vi", "n:123"]


def test_small_words_are_not_required():
    found = parse_query("как утвердить тариф на воду")
    assert [group.word for group in found.required] == ["утвердить", "тариф", "воду"]


def test_an_ending_after_a_number_is_not_required():
    found = parse_query("5800дөн ашык")
    assert [(group.word, group.required) for group in found.groups] == [
        ("5800", True),
        ("дөн", False),
        ("ашык", True),
    ]


@pytest.mark.parametrize("text", ["", "   ", "!?", "\0", "«»"])
def test_no_words_no_groups(text):
    found = parse_query(text)
    assert found.groups == ()
    assert not found


def test_a_long_question_is_cut():
    assert len(parse_query("суу жол " * 100).groups) == MAX_GROUPS


@pytest.mark.parametrize(
    ("text", "phrase"), [("«таза суу»", True), ('"таза суу"', True), ("таза суу", False), ("«суу»", False)]
)
def test_quotes_make_a_phrase(text, phrase):
    assert parse_query(text).phrase is phrase


def test_hyphens_may_be_left_out():
    index = Index(("ky", "видеобайкоо орнотулду"))
    for group in parse_query("видео-байкоо", vocabulary=index).groups:
        assert "x:видеобайкоо" in tokens(group)
    assert set(tokens(only("каракуль"))) & set(document_tokens("Кара-Куль", "ru")) == {"r:каракул"}


# --- Other languages, other words ---


def test_a_russian_word_finds_kyrgyz_text():
    assert "k:таштанды" in tokens(only("мусора"), "translation")


def test_a_kyrgyz_word_finds_russian_text():
    assert "r:мусор" in tokens(only("таштандыны"), "translation")


def test_an_english_term_finds_both():
    found = parse_query("drinking water")
    alternatives = {alternative for group in found.groups for alternative in group.alternatives}
    assert any("k:суу" in (alternative.token, *alternative.also) for alternative in alternatives)
    assert any("r:вод" in (alternative.token, *alternative.also) for alternative in alternatives)


def test_a_term_of_several_words_is_translated_as_a_whole_and_by_its_words():
    first, second = parse_query("детского сада").groups
    assert Alternative("k:бала", 1.2, "translation", ("k:бакча",)) in first.alternatives
    assert Alternative("k:бакча", 1.2, "translation", ("k:бала",)) in second.alternatives


def test_synonyms_come_below_the_word_itself():
    group = only("мусор")
    assert "r:отход" in tokens(group, "synonym")
    assert all(alternative.via not in ("translation", "synonym") for alternative in group.direct)


# --- Mistyped ---


def test_a_word_that_the_index_lacks_is_tried_as_mistyped():
    index = Index(("ky", "таза суу түтүгү"), near={"тутугу": ["түтүгү"], "тутуку": ["түтүгү"], "тутгу": ["түтүгү"]})
    found = parse_query("тутгу", vocabulary=index)
    assert "k:тутук" in tokens(found.groups[0], "typo")
    assert found.corrected == "түтүгү"


def test_a_word_that_a_text_has_is_left_alone():
    index = Index(("ky", "таза суу"), near={"суу": ["суур"]})
    assert parse_query("суу", vocabulary=index).corrected == ""
    assert index.asked == []


def test_a_form_that_no_text_has_is_right_first_of_all():
    index = Index(("ky", "суур таза суу"), near={"сууну": ["суур"]})
    found = parse_query("сууну", vocabulary=index)
    assert found.corrected == ""
    assert {a.token for a in found.groups[0].direct} >= {"x:сууну", "k:суу"}
    assert "x:суур" in tokens(found.groups[0], "guess")


def test_a_form_whose_stem_is_found_by_chance_may_be_mistyped():
    index = Index(("ky", "кбрк кбркча мектеп"), near={"кбркт": ["мектеп"]})
    index.tokens |= {f"k:{kyrgyz.stem('кбркт')}"}
    found = parse_query("кбркт", vocabulary=index)
    assert "k:мектеп" in tokens(found.groups[0], "typo")
    assert found.corrected == ""


def test_a_mistyped_form_that_no_text_has_is_found_by_its_stem():
    index = Index(("ky", "жаңы курс"), near={"кусртардын…": ["курс"]})
    assert tokens(only("кусртардын", index), "typo") == ["k:курс"]


def test_a_form_of_two_words_finds_both():
    group = only("бирдик", Index(("ky", "бир укук"), ("ky", "бирдик күнү")))
    assert {"k:бир", "b:бир", "b:бирдик"} == set(tokens(group, "reading"))
    assert not any(alternative.is_direct for alternative in group.alternatives if alternative.via == "reading")
    assert "b:бир" in document_tokens("бирдик", "ky")
    assert "b:бир" not in document_tokens("бирдик", "ru")


def test_a_short_stem_is_found_behind_a_slip_by_the_grammar():
    index = Index(("ky", "иш бүттү"), ("ru", "уровень воды"))
    assert "k:иш" in tokens(only("итшерге", index), "typo")
    assert "k:иш" in tokens(only("ижтерге", index), "typo")  # no letter too many: any other letter is tried
    assert tokens(only("урвнях", index), "typo") == ["r:уровен"]


def test_a_slip_in_the_ending_leaves_the_beginning():
    found = only("брикетлзжг", Index(("ky", "брикет")))
    assert (tokens(found, "guess"), tokens(found, "typo")) == (["k:брикет"], ["p:брике"])
    assert tokens(only("заявленжгщ", Index(("ru", "заявление"))), "guess") == ["r:заявлен"]
    too_little = only("брикетлзжгвпкшщ", Index(("ky", "брикет")))
    assert (tokens(too_little, "guess"), tokens(too_little, "typo")) == ([], ["p:брике"])


def test_only_the_first_words_with_a_slip_are_put_right_by_the_grammar():
    groups = parse_query("итшерге иштреге ижтерге", vocabulary=Index(("ky", "иш бүттү"))).groups
    assert ["k:иш" in tokens(group, "typo") for group in groups] == [True, True, False]


@pytest.mark.parametrize("word", ["пастух", "мектепке"])
def test_a_right_word_is_not_put_right(word):
    index = Index(("ru", "петух и паста"), ("ky", "мектен пастаун"))
    assert all(a.token.startswith("p:") for a in only(word, index).alternatives if a.via == "typo")


def test_я_after_a_vowel_is_no_second_slip():
    index = Index(("ky", "лекция"), near={"лекийада…": ["лекцийа"]})
    assert "k:лекцийа" in tokens(only("лекияда", index), "typo")


def test_the_correction_keeps_the_rest_of_the_question():
    index = Index(("ru", "чистая вода"), near={"чыстая": ["чистая"]})
    assert parse_query("Чыстая, вода!", vocabulary=index).corrected == "чистая, вода!"


@pytest.mark.parametrize(
    ("typed", "lang", "text", "token"),
    [("вели", "ru", "велел", "r:велет"), ("кружках", "ru", "новый кружок", "r:кружок")],
)
def test_a_form_may_be_read_in_another_way(typed, lang, text, token):
    index = Index((lang, text))
    assert token in tokens(only(typed, index))
    assert index.asked == []


def test_words_that_begin_alike_are_the_last_resort():
    index = Index(("ru", "Кароольский аймак"))
    assert tokens(only("Кароолду", index), "typo") == ["p:кароо"]
    assert index.asked == ["кароолду"]
    assert tokens(only("тыбла", index), "typo") == []


def test_a_short_real_word_is_not_taken_for_a_mistyped_one():
    index = Index(("ru", "рост"), near={"мост": ["рост"], "мрст": ["рост"]})
    assert tokens(only("мост", index), "typo") == []
    assert "r:рост" in tokens(only("мост", index), "guess")
    assert "r:рост" in tokens(only("мрст", index), "typo")


def test_a_long_real_word_may_be_mistyped_but_is_not_corrected():
    index = Index(("ru", "пастбища"), near={"пастбище": ["пастбища"], "постановка": ["остановка"]})
    index.tokens |= {"x:остановка"}
    found = parse_query("постановка", vocabulary=index)
    assert "x:остановка" in tokens(found.groups[0], "typo")
    assert found.corrected == ""


def test_small_words_are_not_corrected():
    index = Index(("ru", "чистая вода"))
    parse_query("как вода", vocabulary=index)
    assert index.asked == []


# --- Other alphabets and keyboards ---


@pytest.mark.parametrize(
    ("typed", "lang", "text"),
    [
        ("suu", "ky", "таза суу"),
        ("zhol", "ky", "жол салынды"),
        ("jol", "ky", "жол салынды"),
        ("tazalyk", "ky", "тазалык"),
        ("mektep", "ky", "мектепте"),
        ("jangy", "ky", "жаңы"),
        ("kocho", "ky", "көчөнүн жарыгы"),
        ("voda", "ru", "чистая вода"),
        ("musor", "ru", "вывоз мусора"),
        ("osveschenie", "ru", "освещение улиц"),
    ],
)
def test_cyrillic_typed_in_latin(typed, lang, text):
    index = Index((lang, text))
    assert tokens(only(typed, index), "translit")


def test_without_an_index_dictionaries_say_what_is_a_word():
    assert "k:суу" in tokens(only("suu"), "translit")
    assert tokens(only("qwrtz"), "translit") == []


def test_a_word_that_cannot_be_read_as_cyrillic():
    assert readings("日本") == []
    assert "".join(readings("suu")[:1]) == "суу"


@pytest.mark.parametrize(
    ("typed", "meant"), [("djlf", "вода"), ("vecjh", "мусор"), ("cj,hfybt", "собрание"), ("rfvths", "камеры")]
)
def test_the_wrong_keyboard(typed, meant):
    index = Index(("ru", "вода мусор собрание камеры"))
    found = parse_query(typed, vocabulary=index)
    assert found.corrected == meant
    assert [group.word for group in found.groups] == [meant]
    assert parse_query(typed).corrected == meant


def test_english_that_the_index_knows_stays_english():
    index = Index(("en", "street lights"), ("ru", "вода"))
    assert parse_query("street lights", vocabulary=index).corrected == ""


def test_latin_typed_on_a_cyrillic_keyboard():
    index = Index(("en", "local budget"))
    assert "e:budget" in tokens(only("игвпуе", index), "layout")
    assert to_latin_layout("игвпуе") == "budget"
    assert to_cyrillic_layout("<.l;tn D[jl") == "Бюджет Вход"
