"""Hyphens, signs, rich text, tables: what happens to words before they are set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajryiba.core.documents.press import rich, tables
from tajryiba.core.documents.press.glyphs import ALWAYS, coverage, printable
from tajryiba.core.documents.press.hyphens import SOFT_HYPHEN, hyphenate


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("муниципалитеттердин", "му-ни-ци-па-ли-тет-тер-дин"),
        ("өкмөтүнүн", "өк-мө-тү-нүн"),
        ("тажрыйбасын", "таж-рый-ба-сын"),
        ("ооруканасынын", "оо-ру-ка-на-сы-нын"),
        ("мааниси", "маа-ни-си"),
        ("Кыргызстандагы", "Кыр-гыз-стан-да-гы"),
        ("Казакстанда", "Ка-зак-стан-да"),
        ("Пакистандын", "Па-кис-тан-дын"),
        ("министрлик", "ми-нистр-лик"),
        ("объектилер", "объек-ти-лер"),
        ("киреше", "ки-ре-ше"),
        ("айылда", "айыл-да"),
        ("элди", "элди"),
        ("кеңештери", "ке-ңеш-те-ри"),
    ],
)
def test_syllables(word, divided):
    assert hyphenate(word).replace(SOFT_HYPHEN, "-") == divided


@pytest.mark.parametrize(
    "whole", ["КОМИТЕТТЕР", "kg-001", "231айылдары", "2024-жылдагы", "www.айылдары.kg", "айылдары@mail.kg", "ЖӨБдүнСы"]
)
def test_names_stay_whole(whole):
    assert hyphenate(whole) == whole


def test_parts_of_a_double_word():
    assert hyphenate("ЖӨБ-органдары").replace(SOFT_HYPHEN, "|") == "ЖӨБ-ор|ган|да|ры"


@given(st.text(alphabet="абөүңеёйкстрьъ- .1@A", max_size=60))
def test_hyphens_only_add(text):
    divided = hyphenate(text)
    assert divided.replace(SOFT_HYPHEN, "") == text
    assert all(
        len(piece) >= 2
        for word in divided.split()
        for part in word.split("-")
        for piece in part.split(SOFT_HYPHEN)
        if SOFT_HYPHEN in part
    )


@given(st.text(max_size=200))
def test_everything_printed_has_a_letter_in_the_fonts(text):
    assert set(printable(text)) <= coverage() | ALWAYS


def test_kyrgyz_letters_and_signs_are_in_the_fonts():
    assert set("ңөүҢӨҮ№«»–−×₽‑ €²³§…") <= coverage()


def test_addresses_may_break_after_their_signs():
    address = "https://example.org/very/long/address/of/a/page"
    assert printable(address).replace("\u200b", "") == address
    assert "\u200b" in printable(address)


def blocks(html: str, *notes: str) -> list[dict]:
    return rich.blocks(html, rich.Notes(notes))


def words(*texts: str) -> list[dict]:
    return [{"t": "text", "v": text} for text in texts]


def test_rich_text_becomes_nodes():
    assert blocks("сөз<p>Бир <em>эки</em><br>үч</p><h4>Баш</h4><ol><li>а<ul><li>б</li></ul></li></ol>") == [
        {"t": "p", "c": words("сөз")},
        {"t": "p", "c": [*words("Бир "), {"t": "strong", "c": words("эки")}, {"t": "br"}, *words("үч")]},
        {"t": "h3", "c": words("Баш")},
        {
            "t": "ol",
            "items": [[{"t": "p", "c": words("а")}, {"t": "ul", "items": [[{"t": "p", "c": words("б")}]]}]],
        },
    ]


def test_only_good_links_stay():
    html = '<p><a href="https://example.org">а</a><a href="javascript:x">б</a></p>'
    assert blocks(html) == [{"t": "p", "c": [{"t": "a", "href": "https://example.org", "c": words("а")}, *words("б")]}]


def test_empty_parts_disappear():
    assert blocks("<p> </p><ul><li></li></ul><blockquote><p></p></blockquote><h2></h2>") == []


def test_marks_of_notes():
    notes = rich.Notes(("бир", "эки", "үч"))
    nodes = rich.blocks("<p>а[^2]б[^1]в[^2]г[^7][^0]</p>", notes)
    marks = [(node["n"], node["first"]) for node in nodes[0]["c"] if node["t"] == "note"]
    assert marks == [(1, True), (2, True), (1, False)]
    assert (notes.used(), notes.unused()) == (["эки", "бир"], ["үч"])


@pytest.mark.parametrize(
    "html", ["<b>" * 20000 + "x", "<ul><li>" * 3000 + "x", "<blockquote>" * 3000 + "x", "</p>" * 9]
)
def test_deep_nesting_is_flattened(html):
    assert len(str(blocks(html))) < 5000


@given(st.text(max_size=120))
def test_any_text_can_be_parsed(text):
    blocks(text)


def test_numbers_as_they_are_printed():
    assert tables.number(12345.5, "ky") == "12\u00a0345,5"
    assert tables.number(12345.5, "en") == "12,345.5"
    assert tables.number(-3, "ru") == "−3"
    assert tables.number(-0.001, "ru") == "0"


def test_tables_are_squared_and_know_their_numbers():
    head, rows = tables.squared(("а",), (("1", "2"), ("3",)))
    assert (head, rows) == (("а", ""), (("1", "2"), ("3", "")))
    data = (("Көл", "1 036", "сөз"), ("Өрүк", "−98 %", "2019"), ("Суу", "–", "x"))
    assert [tables.numeric(data, index) for index in range(3)] == [False, True, False]
    assert tables.squared((), ()) == ((), ())


def test_bars_leave_out_what_is_no_number():
    rows = tables.bars((("а", 2), ("б", float("nan")), ("в", -4)), "ky")
    assert [(row["label"], row["share"], row["negative"]) for row in rows] == [("а", 0.5, False), ("в", 1.0, True)]
    assert tables.bars((("а", 0),), "ky")[0]["share"] == 0
