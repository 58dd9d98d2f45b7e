"""A paper for signature out of plain lines: headings, clauses, tables. The portal's own templates are written so,
since a text file can be read and compared, and a DOCX cannot.

    ^ centred and bold      = centred       > to the right      # bold      * small, a hint to the writer
    | a | b |  a row of a table, the first row is its head      everything else is a paragraph
"""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT, SIZE, SMALL = "Times New Roman", 12, 10
LANGUAGES = {"ky": "ky-KG", "ru": "ru-RU"}
MARKS = {
    "^": (WD_ALIGN_PARAGRAPH.CENTER, True, SIZE),
    "=": (WD_ALIGN_PARAGRAPH.CENTER, False, SIZE),
    ">": (WD_ALIGN_PARAGRAPH.RIGHT, False, SIZE),
    "#": (WD_ALIGN_PARAGRAPH.LEFT, True, SIZE),
    "*": (WD_ALIGN_PARAGRAPH.LEFT, False, SMALL),
}
PLAIN = (WD_ALIGN_PARAGRAPH.JUSTIFY, False, SIZE)


def paper(text: str, language: str) -> bytes:
    """A DOCX with the lines of `text`, marked as being in `language`."""
    document = Document()
    _style(document, language)
    rows: list[list[str]] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line.strip():
            _paragraph(document, line.strip())
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _style(document, language: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.paragraph_format.space_after = Pt(6)
    properties = style.element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), LANGUAGES[language])
    properties.append(lang)
    document.core_properties.language = LANGUAGES[language]


def _paragraph(document, line: str) -> None:
    mark = MARKS.get(line[0]) if line[1:2] == " " else None
    alignment, bold, size = mark or PLAIN
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(line[2:] if mark else line)
    run.bold, run.font.size = bold, Pt(size)


def _table(document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=max(len(row) for row in rows))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for cell, words in zip(table.add_row().cells, row, strict=False):
            run = cell.paragraphs[0].add_run(words)
            run.bold, run.font.size = number == 0, Pt(SMALL + 1)
