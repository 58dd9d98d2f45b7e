"""DOCX in a sandbox, papers out of plain lines, tables that no spreadsheet runs."""

import re
from io import BytesIO

import docx
import pytest

from tajryiba.core.documents.docx import fill_docx
from tajryiba.core.documents.paper import paper
from tajryiba.core.errors import DomainError
from tajryiba.core.exports import csv_text, safe_cell

HOSTILE = [
    "{{ x.__class__ }}",
    "{{ x.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ x.format.__globals__ }}",
    "{{ rows.append(1) }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{% for i in range(10000000) %}{% endfor %}",
    "{{ 'x' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{{ unknown }}",
    "{% for %}",
    "{{ 1 / 0 }}",
    "{{ ['x']|batch(100000000, 'y')|list|length }}",
    "{{ x.ljust(100000000) }}",
    "{{ 'x'.zfill(100000000) }}",
    "{{ x|center(100000000) }}",
    "{{ '%0100000000d' % 1 }}",
    "{{ x|format(1) }}",
    "{{ x ~ x }}",
    "{{ [1, 2]|length }}",
    "{{ rows[0] }}",
    "{% set y = x %}{{ y }}",
    "{% macro y() %}{% endmacro %}",
    "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in rows %}{% endfor %}" * 101,
    "x" * (5 * 1024 * 1024),
]


def words(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


@pytest.mark.parametrize("template", HOSTILE)
def test_nothing_of_a_template_reaches_python(template):
    with pytest.raises(DomainError) as refusal:
        fill_docx(paper(template, "ru"), {"x": "x", "rows": [1]})
    assert refusal.value.code == "broken_template"


def test_a_template_cannot_make_an_endless_paper():
    text = "{% for a in rows %}{% for b in rows %}" + "x" * 10_000 + "{% endfor %}{% endfor %}"
    with pytest.raises(DomainError, match="too long a paper"):
        fill_docx(paper(text, "ru"), {"rows": [1] * 100})


def test_what_a_paper_needs_is_possible():
    text = (
        "{% if rows and not y %}{{ x|upper|trim }}: {% for row in rows %}{{ row.a }}{% if not loop.last %}, {% endif %}"
    )
    text += "{% endfor %}; {{ 'ooba' if x == 'a' else 'жок' }}, {{ rows|length }}{% endif %}"
    filled = fill_docx(paper(text, "ru"), {"x": "a", "y": 0, "rows": [{"a": 1}, {"a": 2}]})
    assert words(filled) == ["A: 1, 2; ooba, 2"]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_docx_is_refused(data):
    with pytest.raises(DomainError):
        fill_docx(data, {})


def test_values_are_text_and_nothing_else():
    value = "<w:p>&amp; {{ secret }} {% x %}\x00\x0b\ud800"
    assert words(fill_docx(paper("a {{ x }} b", "ru"), {"x": value})) == ["a <w:p>&amp; {{ secret }} {% x %} b"]


def test_an_empty_value_is_a_blank():
    assert words(fill_docx(paper("{{ a }}, {{ b }}, {{ c }}", "ru"), {"a": "", "b": None, "c": 0})) == ["____, ____, 0"]


def test_lines_of_a_paper():
    document = docx.Document(BytesIO(paper("^ Чечим\n\n> Долбоор\nТекст\n| а | б |\n| 1 | 2 |\n* кичине", "ky")))
    assert [line.text for line in document.paragraphs] == ["Чечим", "Долбоор", "Текст", "кичине"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["а", "б"], ["1", "2"]]
    assert document.core_properties.language == "ky-KG"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "'=1", '"=1', "\u200b=1"]
)
def test_a_formula_is_disarmed(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Вода;=1+1;x", "Вода|@SUM(A1)", "Вода\t+1", "Вода; '=1"])
def test_a_formula_behind_another_separator_is_disarmed(text):
    cells = re.split(r"[;|\t]", safe_cell(text))
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


def test_other_cells_stay():
    assert [safe_cell(value) for value in ("Суу", 5, -5, 0, None, "a=b", "")] == ["Суу", 5, -5, 0, "", "a=b", ""]
    assert safe_cell("=\x001") == "'=1"
    assert csv_text(["a"], [["б, в"], ["=1"]]) == '\ufeffa\r\n"б, в"\r\n\'=1\r\n'
