"""Small pure helpers of core: folding, sorting, slugs, numbers, cleaning, logs."""

import logging
from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from tajryiba.core import folding, html, logs, numbers, slugs, sorting
from tajryiba.core.templatetags import portal


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Көчө жарыгы", "кочо жарыгы"),
        ("ЖӨБ органдары", "жоб органдары"),
        ("Суу, түтүк; жаңы!", "суу тутук жаны"),
        ("Ёлка\u00a0Ё", "елка е"),
        ("И\u0306од", "йод"),
        ("  ", ""),
    ],
)
def test_folding_forgives_what_people_do_not_type(typed, folded):
    assert folding.fold(typed) == folded


def test_kyrgyz_alphabet_orders_its_own_letters():
    names = ["Өзгөн", "Пульгон", "Ош", "Ноокат", "Нүра", "Уч-Коргон", "Үч-Терек"]
    assert sorted(names, key=sorting.sort_key) == ["Ноокат", "Нүра", "Ош", "Өзгөн", "Пульгон", "Уч-Коргон", "Үч-Терек"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ак-Чий айыл аймагы", "ak-chiy-ayyl-aymagy"),
        ("???", "x"),
        ("Суу " * 40, "suu-" * 14 + "suu"),
        ("Decidim: 2016", "decidim-2016"),
    ],
)
def test_slugs_are_latin_and_never_empty(title, slug):
    assert slugs.latin_slug(title) == slug


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("ru", 1234567.5, "1\u00a0234\u00a0567,5"),
        ("en", 1234.5, "1\u00a0234.5"),
        ("ky", -31, "\u221231"),
        ("ru", 24, "24"),
        ("ru", 0.125, "0,12"),
    ],
)
def test_numbers_are_written_as_the_design_says(language, value, text):
    with translation.override(language):
        assert numbers.number(value) == text


def test_cleaning_drops_scripts_and_foreign_schemes():
    dirty = (
        '<p onclick="x()">Суу<script>alert(1)</script> <a href="javascript:x">a</a> <a href="https://e.kg">b</a></p>'
    )
    cleaned = html.clean_html(dirty)
    assert (
        cleaned
        == '<p>Суу <a rel="noopener nofollow ugc">a</a> <a href="https://e.kg" rel="noopener nofollow ugc">b</a></p>'
    )


def test_paragraphs_make_lists_and_escape():
    assert (
        html.paragraphs("Бир <b>\n\n- эки\n- үч\nтөрт")
        == "<p>Бир &lt;b&gt;</p><ul><li>эки</li><li>үч</li></ul><p>төрт</p>"
    )
    assert html.paragraphs("") == ""


def test_logs_hold_no_address_and_no_phone():
    record = logging.LogRecord(
        "x", 20, "f", 1, "to %s from +996 700 12-34-56, id 41702210850000", ("aida@example.kg",), None
    )
    assert logs.PersonalDataFilter().filter(record) is True
    assert record.getMessage() == "to [e-mail] from [phone], id 41702210850000"


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [("ru", "2024", "2024"), ("ru", "2024-03", "Март 2024 г."), ("ky", "2024-02", "2024-жылдын февралы")],
)
def test_month_of_a_step(language, value, shown):
    with translation.override(language):
        assert portal.month(value) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("ky", "2024-жылдын 11-апрели"), ("ru", "11 апреля 2024 г."), ("en", "11 April 2024")]
)
def test_a_date_is_said_as_people_say_it(language, shown):
    with translation.override(language):
        assert date_format(date(2024, 4, 11)) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://dpi.kg/ru/press-room/news/full/1910.html", "dpi.kg/…/1910.html"),
        ("https://www.example.org", "example.org"),
        ("Журнал, 2019", "Журнал, 2019"),
    ],
)
def test_a_bare_link_is_shown_short(url, shown):
    assert portal.source_name(url) == shown


def test_long_words_get_soft_hyphens():
    assert portal.hyphenated("Водоотведение и вода") == "Водоот\u00adве\u00adде\u00adние и вода"
    assert portal.hyphenated("Жергиликтүү суу") == "Жер\u00adги\u00adлик\u00adтүү суу"
    assert portal.hyphenated("пространства дошкольное").replace("\u00ad", "-") == "прос-тран-ства дош-коль-ное"
    assert portal.hyphenated("вода") == "вода"
