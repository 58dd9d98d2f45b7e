import pytest

from tajryiba.search.analysis.normal import MAX_TEXT, MAX_WORD, clean, fold, words


def told(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("СУУ", "суу"),
        ("Cуу", "суу"),  # the first letter is Latin
        ("жaңы", "жаңы"),
        ("й".join(["ма", ""]), "май"),
        ("маи\u0306", "май"),  # й in two characters
        ("об’ект", "обект"),
        ("обʼект", "обект"),
        ("Ёлка", "ёлка"),
        ("WhatsApp", "whatsapp"),
        ("É", "é"),
    ],
)
def test_one_plain_form(raw, plain):
    assert clean(raw) == plain


def test_folding_is_what_a_russian_keyboard_gives():
    assert fold("жаңы өлкөнүн ёлкасы") == "жаны олконун елкасы"
    assert fold(fold("өкмөтүңүз")) == fold("өкмөтүңүз")


def test_a_long_word_is_cut():
    assert len(clean("а" * 500)) == MAX_WORD


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("№ 123", ["123"]),
        ("№123-VI", ["123-vi"]),
        ("123 - VI", ["123-vi"]),
        ("123–VІ", ["123-vi"]),  # a dash, and a Cyrillic І
        ("123-ХІV", ["123-xiv"]),
        ("5 800 сом", ["5800", "сом"]),
        ("5\u00a0800", ["5800"]),
        ("1 150 000", ["1150000"]),
        ("2012 2013", ["2012", "2013"]),
        ("7,25 млн", ["7.25", "млн"]),
        ("12.07.2024", ["12.07.2024"]),
        ("2024-жылдын", ["2024", "жылдын"]),
        ("№ 5/3", ["5/3"]),
    ],
)
def test_numbers(text, found):
    assert told(text) == found


def test_an_ending_after_a_number_is_a_tail():
    found = list(words("5 800дөн 15и 2024-жыл 12 ай"))
    assert [(word.text, word.tail) for word in found] == [
        ("5800", False),
        ("дөн", True),
        ("15", False),
        ("и", True),
        ("2024", False),
        ("жыл", False),
        ("12", False),
        ("ай", False),
    ]


def test_hyphens_part_words_and_are_remembered():
    assert [(word.text, word.glued) for word in words("видео-байкоо жана Кара-Көл")] == [
        ("видео", False),
        ("байкоо", True),
        ("жана", False),
        ("кара", False),
        ("көл", True),
    ]


def test_two_alphabets_in_one_word_are_two_words():
    text = "KOICAнын QR-код"
    assert [(word.text, text[word.start : word.end]) for word in words(text)] == [
        ("коісанын", "KOICAнын"),
        ("qr", "QR"),
        ("код", "код"),
    ]
    assert told("Zоомнун") == ["z", "оомнун"]


def test_places_are_places_of_the_original():
    text = "  «Таза   Суу», 12-айыл! "
    assert [text[word.start : word.end] for word in words(text)] == ["Таза", "Суу", "12", "айыл"]


def test_a_text_without_words_has_none():
    assert told("") == told(" … — !? 🙂 \0 ") == []


def test_a_very_long_text_is_cut():
    assert len(told("суу " * MAX_TEXT)) == MAX_TEXT // 4
