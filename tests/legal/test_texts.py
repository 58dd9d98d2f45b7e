"""Splitting, comparing, recognising: pure functions, counts made by hand."""

from collections import Counter
from datetime import date

import pytest

from tajryiba.legal.addresses import recognise, same_act
from tajryiba.legal.places import anchor_from, place_words
from tajryiba.legal.texts import comparing
from tajryiba.legal.texts.blocks import blocks, clean, plain
from tajryiba.legal.texts.dates import find_date
from tajryiba.legal.texts.facts import guess
from tajryiba.legal.texts.recognising import references
from tajryiba.legal.texts.splitting import split
from tests.legal.shapes import SHAPES

# --- Splitting ---


@pytest.mark.parametrize("name", SHAPES)
def test_acts_of_five_shapes_are_split_as_a_person_would(name):
    shape = SHAPES[name]
    pieces = split(shape.html)
    assert dict(Counter(str(piece.level) for piece in pieces)) == shape.counts
    found = {piece.anchor for piece in pieces}
    inner = "".join(piece.html for piece in pieces)
    assert [anchor for anchor in shape.anchors if anchor not in found and f'id="{anchor}"' not in inner] == []
    assert [anchor for anchor in shape.absent if anchor in found or f'id="{anchor}"' in inner] == []


def test_no_word_is_lost():
    for shape in SHAPES.values():
        before = "".join(line.text for line in blocks(shape.html)).replace(" ", "")
        after = "".join(f"{piece.label}{piece.heading}{plain(piece.html)}" for piece in split(shape.html))
        for word in set(before.split()):
            assert word in before
        assert sum(char.isalnum() for char in after) >= sum(char.isalnum() for char in before) * 0.98


def test_headings_have_their_titles():
    pieces = {piece.anchor: piece for piece in split(SHAPES["law_ru"].html)}
    assert (pieces["gl-1"].label, pieces["gl-1"].heading) == ("Глава 1", "ОБЩИЕ ПРАВИЛА ПРОВЕРКИ")
    assert (pieces["st-3-1"].label, pieces["st-3-1"].heading) == ("Статья 3¹", "Вставленная статья")
    assert pieces["st-4"].heading == "(Утратила силу в соответствии с другим текстом)"


def test_anchors_are_the_same_in_both_languages():
    russian = split("<p>Глава 1. А</p><p>Статья 12. Б</p><p>3. в</p>")
    kyrgyz = split("<p>1-глава. А</p><p>12-берене. Б</p><p>3. в</p>")
    assert [piece.anchor for piece in russian] == [piece.anchor for piece in kyrgyz] == ["gl-1", "st-12"]
    assert 'id="st-12-p-3"' in russian[1].html and 'id="st-12-p-3"' in kyrgyz[1].html


@pytest.mark.parametrize(
    ("dirty", "forbidden"),
    [
        ("<p>Статья 1. А</p><script>alert(1)</script>", "alert"),
        ('<p onclick="x()">Статья 1. А</p>', "onclick"),
        ('<p>Статья 1. А</p><p><a href="javascript:alert(1)">x</a></p>', "javascript"),
        ('<p>Статья 1. А</p><p style="position:fixed">x</p>', "style"),
        ('<p>Статья 1. А</p><p><img src=x onerror=alert(1)></p><p id="st-9">x</p>', "onerror"),
    ],
)
def test_nothing_active_stays(dirty, forbidden):
    assert forbidden not in "".join(piece.html for piece in split(dirty))
    assert 'id="st-9"' not in "".join(piece.html for piece in split(dirty))


def test_tables_and_inline_marks_are_kept():
    pieces = split(
        '<p>Статья 1. А</p><table><tr><td colspan="2">1. число</td></tr></table><p><b>жирно</b> и <i>нет</i></p>'
    )
    assert '<td colspan="2">1. число</td>' in pieces[0].html
    assert "<b>жирно</b> и <i>нет</i>" in pieces[0].html
    assert clean("<table><tr><td>x</td></tr></table>") == "<table><tbody><tr><td>x</td></tr></tbody></table>"


def test_a_text_without_any_structure_is_one_piece():
    assert [piece.anchor for piece in split("<p>Просто слова.</p>")] == ["begin"]
    assert split("<p> </p>") == []


# --- Comparing ---


def pair(before: str, after: str):
    return comparing.pairs(split(before), split(after))


def test_pieces_are_matched_by_anchor_and_told_apart():
    before = "<p>Статья 1. А</p><p>Старые слова.</p><p>Статья 2. Б</p><p>Те же.</p><p>Статья 3. В</p><p>Уйдёт.</p>"
    after = "<p>Статья 1. А</p><p>Новые слова.</p><p>Статья 2. Б</p><p>Те же.</p><p>Статья 4. Г</p><p>Придёт.</p>"
    assert [(one.anchor, one.change) for one in pair(before, after)] == [
        ("st-1", "changed"),
        ("st-2", "same"),
        ("st-3", "removed"),
        ("st-4", "added"),
    ]


def test_words_are_marked_and_escaped():
    found = comparing.lines("<p>срок 14 дней</p><p>a &lt; b</p>", "<p>срок 10 дней</p><p>a &lt; b</p><p>ещё</p>")
    assert [(line.before, line.after, line.changed) for line in found] == [
        ("срок <del>14 </del>дней", "срок <ins>10 </ins>дней", True),
        ("a &lt; b", "a &lt; b", False),
        ("", "<ins>ещё</ins>", True),
    ]
    assert comparing.lines("<p>&lt;script&gt;</p>", "")[0].before == "<del>&lt;script&gt;</del>"


def test_very_long_paragraphs_are_shown_whole():
    long = " ".join(str(number) for number in range(4000))
    (line,) = comparing.lines(f"<p>{long}</p>", f"<p>{long} x</p>")
    assert line.before == f"<del>{long}</del>" and line.after == f"<ins>{long} x</ins>"


# --- Citations ---

LSG = "О местной государственной администрации и органах местного самоуправления"
CITED = [
    ("согласно статье 12 Закона КР “О местном самоуправлении”", ("О местном самоуправлении", "", None, "st-12")),
    ("статья 12 Закона КР «О местном самоуправлении»", ("О местном самоуправлении", "", None, "st-12")),
    ("п. 3 ст. 34 Закона Кыргызской Республики «О пастбищах»", ("О пастбищах", "", None, "st-34-p-3")),
    ("Закон «О пастбищах» (ст. 5 п. 2)", ("О пастбищах", "", None, "st-5-p-2")),
    (f"Закон КР от 20.10.2021 № 123 «{LSG}»", (LSG, "123", date(2021, 10, 20), "")),
    (f"Закон КР «{LSG}» от 20 октября 2021 года № 123", (LSG, "123", date(2021, 10, 20), "")),
    ("постановление Кабинета Министров КР от 19 июня 2024 года № 320", ("", "320", date(2024, 6, 19), "")),
    ("статья 7 Бюджетного кодекса Кыргызской Республики", ("Бюджетного кодекса", "", None, "st-7")),
    ("статья 7-1 Закона «О пастбищах»", ("О пастбищах", "", None, "st-7-1")),
    (
        "“Жергиликтүү өз алдынча башкаруу жөнүндө” Мыйзамдын 12-беренеси",
        ("Жергиликтүү өз алдынча башкаруу жөнүндө", "", None, "st-12"),
    ),
    ("«Жайыттар жөнүндө» мыйзамдын 6-беренесинин 2-пункту", ("Жайыттар жөнүндө", "", None, "st-6-p-2")),
    ("2021-жылдын 20-октябрындагы № 123 Мыйзам", ("", "123", date(2021, 10, 20), "")),
    ("Бюджет кодексинин 7-беренеси", ("Бюджет кодексинин", "", None, "st-7")),
]


@pytest.mark.parametrize(("words", "said"), CITED, ids=[words[:40] for words, _said in CITED])
def test_a_citation_is_read(words, said):
    found = references(f"Мы делали так: {words}, и всё получилось.")
    assert [(one.title, one.number, one.adopted, one.article) for one in found] == [said]


def test_a_lone_article_takes_the_act_named_before_it():
    found = references("Ст. 1 ничья. По Закону «О пастбищах» и ст. 12 п. 3, а также 4-берене.")
    assert [(one.title, one.article) for one in found] == [
        ("О пастбищах", ""),
        ("О пастбищах", "st-12-p-3"),
        ("О пастбищах", "st-4"),
    ]


@pytest.mark.parametrize(
    "words", ["По закону всё верно.", "Закон суров.", "Мыйзам күчүндө.", "Приказ есть приказ.", "Тариф 12 сом.", ""]
)
def test_plain_words_cite_nothing(words):
    assert references(words) == []


# --- Dates, facts, addresses, places ---


def test_dates_in_all_forms():
    assert find_date("от 20 октября 2021 года") == date(2021, 10, 20)
    assert find_date("от 05.08.2022") == date(2022, 8, 5)
    assert find_date("2021-жылдын 20-октябры") == date(2021, 10, 20)
    assert find_date("2024-ж. 3-май") == date(2024, 5, 3)
    assert find_date("31.06.2020, потом 1 мая 2020") == date(2020, 5, 1)
    assert find_date("когда-нибудь") is None


def test_the_head_of_an_act_tells_what_it_is():
    russian = guess(blocks(SHAPES["law_ru"].html))
    assert (russian.lang, russian.kind, russian.body) == ("ru", "law", "parliament")
    assert (russian.number, russian.adopted) == ("999", date(2020, 3, 1))
    assert russian.title == "О проверке разделения (сделано для тестов)"
    kyrgyz = guess(blocks(SHAPES["law_ky"].html.replace(" (тест үчүн жасалган)", "")))
    assert (kyrgyz.lang, kyrgyz.kind, kyrgyz.number, kyrgyz.adopted) == ("ky", "law", "999", date(2020, 3, 1))
    assert kyrgyz.title == "Бөлүп текшерүү жөнүндө"
    resolution = guess(blocks(SHAPES["resolution"].html))
    assert (resolution.kind, resolution.body, resolution.number) == ("resolution", "cabinet", "998")
    nothing = guess(blocks("<p>Just words.</p>"))
    assert (nothing.lang, nothing.unsure) == ("en", ("kind", "body", "number", "adopted", "title"))


def test_official_addresses_say_what_they_name():
    old = recognise("http://cbd.minjust.gov.kg/act/view/ru-ru/202276?cl=ky-kg")
    assert (old.number, old.lang, old.edition) == ("202276", "ru", "")
    new = recognise(" https://cbd.minjust.gov.kg/112302/edition/1234/kg ")
    assert (new.number, new.lang, new.edition) == ("112302", "ky", "1234")
    assert same_act("https://cbd.minjust.gov.kg/202276/edition/9/ru", old.url)
    assert not same_act(old.url, new.url)
    for other in ("https://evil.example/act/view/ru-ru/1", "javascript:alert(1)", "https://cbd.minjust.gov.kg/", ""):
        assert recognise(other) is None


def test_places_in_words_and_back(settings):
    from django.utils import translation  # noqa: PLC0415

    with translation.override("en"):
        assert place_words("st-12-p-3") == "article 12, point 3"
        assert place_words("st-12-1") == "article 12-1"
        assert place_words("p-4") == "point 4"
        assert place_words("rz-2-gl-1") == "chapter 1"
        assert place_words("pr-1") == "pr-1"
    known = {
        "12": "st-12",
        "ст. 12 п. 3": "st-12-p-3",
        "12-берененин 3-пункту": "st-12-p-3",
        "12-1": "st-12-1",
        "st-12-p-3": "st-12-p-3",
        "article 5 point 2": "st-5-p-2",
        "": "",
        "слова": "",
    }
    assert {words: anchor_from(words) for words in known} == known
