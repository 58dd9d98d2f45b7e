import re
import subprocess
from html import escape

import pypdfium2
import pytest

from portal_tools import poppler
from tajryiba.core.documents import press
from tajryiba.core.documents.press import outside

from .conftest import TITLE, one_article, picture, publication


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def words_of(data: bytes) -> str:
    """As a search sees it: lines joined, a hyphen at the end of a line taken away."""
    return " ".join(re.sub(r"[\ufffe\u00ad]\s*", "", text_of(data)).split())


def alone(*blocks, **facts) -> str:
    return words_of(press.make_pdf(one_article(*blocks, **facts), only=0).data)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_titles_are_in_the_text_letter_by_letter(made, language):
    text = words_of(made[language].data)
    for title in (TITLE[language], "Редактордун сөзү", "Экинчи макала"):
        assert text.count(title) >= 2  # in the contents and on its page


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_divided_words_are_found(made, language):
    """Long words are divided at the ends of lines, and nowhere else is there a trace of where they might have been."""
    raw = text_of(made[language].data)
    divided = re.findall(r"(\w+)\ufffe(\w+)", raw)
    assert len(divided) > 3
    word = {"ky": "кызматташтыгынын", "ru": "межмуниципальном"}[language]
    assert words_of(made[language].data).count(word) == 12  # ten in the text, the callout, the editor's word
    assert "\u00ad" not in raw
    assert "\u200b" not in raw


def test_only_our_fonts_are_there_and_embedded(made):
    for data in (made["ky"].data, made["ru"].data):
        names = set(re.findall(rb"/BaseFont\s*/([A-Z]{6}\+)?([\w-]+)", data))
        assert names
        assert {prefix != b"" and name.startswith(b"Tajryiba") for prefix, name in names} == {True}
        assert data.count(b"/FontFile2") + data.count(b"/FontFile3") == data.count(b"/Type/FontDescriptor") > 0


@pytest.mark.skipif(not poppler.is_there(), reason=f"no poppler was found. {poppler.ADVICE}")
def test_poppler_sees_the_same(made, tmp_path):
    path = tmp_path / "issue.pdf"
    path.write_bytes(made["ky"].data)
    rows = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert rows
    assert {tuple(row.split()[-5:-2]) for row in rows} == {("yes", "yes", "yes")}  # embedded, subset, with Unicode
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert text.stderr == ""
    assert TITLE["ky"] in " ".join(text.stdout.split())


def test_the_file_speaks_of_itself(made):
    """Tagged, with its language, title, authors, outline: PDF/UA."""
    document = pypdfium2.PdfDocument(made["ky"].data)
    assert document.get_metadata_dict()["Title"] == "Муниципалитет. № 11 (157), 2026"
    assert document.get_metadata_dict()["Author"] == "Айгүл Токтосунова, Редакция"
    assert b"/Lang(ky)" in made["ky"].data
    assert b"/MarkInfo<</Marked true" in made["ky"].data
    assert made["ky"].accessible
    titles = [bookmark.get_title() for bookmark in document.get_toc()]
    assert [TITLE["ky"], "Өңүттөр", "Экинчи макала"] == [title for title in titles if title != "Редактордун сөзү"]
    assert made["ky"].pages == len(document)


def test_notes_are_numbered_as_they_are_met_and_unused_ones_are_not_lost(made):
    text = words_of(made["ky"].data)
    assert re.search(r"1 ?Экинчи эскертүү", text)
    assert re.search(r"2 ?Булак: отчёт", text)
    assert text.count("Эч ким көрсөтпөгөн") == 1
    assert "[^" not in text


def test_every_block_is_printed(made):
    text = words_of(made["ky"].data)
    for words in (
        *("Суу сактагыч", "Суу баарына жетти", "Өрүк", "1 036", "12,5", "−3", "Кантип", "Эки сүрөт"),
        *("Суу эсептегич менен", "example.org/ky/practices/1", "Семинардын жазуусу", "example.org/v/1"),
    ):
        assert words in text, words


def test_an_article_alone_has_no_cover_and_its_own_title():
    alone = press.make_pdf(publication("ru"), only=0)
    document = pypdfium2.PdfDocument(alone.data)
    assert document.get_metadata_dict()["Title"] == TITLE["ru"]
    assert "Редактордун сөзү" not in words_of(alone.data)
    assert 1 <= alone.pages <= 4


def test_progress_grows():
    seen: list[int] = []
    press.make_pdf(one_article(press.Text("<p>Сөз</p>")), only=0, progress=seen.append)
    assert seen == sorted(seen)
    assert len(seen) >= 3


HOSTILE = [
    '#import "/etc/passwd": * #panic() $x^2$ @label <label> *б* _к_ `код` // сөз \\u{41} = ~ --- "тырмак"',
    "{{ 7*7 }} ${x} %s \\ \\\\ \\n #{eval} [^1] [^9999] ]]> --> &amp; &#x41;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_of_the_typesetter_is_printed_as_it_is(text):
    printed = alone(
        press.Text(f"<p>{escape(text)}</p>"),
        press.Quote(text),
        press.Table((text,), ((text,),), text),
        title=text,
        lead=text,
        authors=(press.Person(text),),
    )
    assert printed.count(" ".join(text.replace("[^1]", "").replace("[^9999]", "").split()).split(" ")[0]) >= 5
    assert "/etc/passwd" in printed if "passwd" in text else "{{ 7*7 }}" in printed


def test_html_is_words_not_markup():
    html = "<p>Бир</p><script>alert(1)</script><img src=x onerror=y><table><tr><td>Эки</td></tr></table>"
    printed = alone(press.Text(html), title="<b>Үч</b>")
    assert "Бир" in printed
    assert "Эки" in printed
    assert "<b>Үч</b>" in printed  # a title is plain text: its signs are printed
    assert "alert" not in printed


def test_signs_without_a_letter_are_dropped_and_foreign_letters_put_into_latin():
    printed = alone(press.Text("<p>Салам 😀\u202e\u200f дүйнө\u0007 日本 ﬁ</p>"), title="Үн \U0001f468\u200d\U0001f469")
    assert "Салам дүйнө RiBen fi" in printed
    assert "Үн" in printed


def test_a_word_of_ten_thousand_letters_stays_on_the_page():
    made = press.make_pdf(
        one_article(press.Text(f"<p>{'өзгө' * 2500}</p>"), press.Table(("а", "б"), (("ж" * 900, "1"),))), only=0
    )
    assert text_of(made.data).replace("\r\n", "").replace("\ufffe", "").count("өзгө") >= 2400
    for page in pypdfium2.PdfDocument(made.data):
        boxes = page.get_textpage()
        assert all(boxes.get_charbox(index)[2] <= page.get_width() for index in range(boxes.count_chars()))


def test_an_empty_article_and_an_empty_issue_can_be_made():
    assert press.make_pdf(one_article(title="Жалаң аты"), only=0).pages == 1
    assert press.make_pdf(publication(articles=(), editorial=None)).pages == 3  # cover, contents, imprint


def test_a_huge_table_breaks_over_pages_with_its_head():
    rows = tuple((f"Айыл {number}", "2019", "1 200 000", "Бир нерсе болду " * 4, "сом") for number in range(300))
    made = press.make_pdf(
        one_article(press.Table(("Айылдын аты", "Жыл", "Баасы", "Натыйжа", "Х"), rows, "Чоң")), only=0
    )
    text = text_of(made.data)
    assert made.pages > 6
    assert text.count("Айылдын аты") >= made.pages - 2
    assert "Айыл 299" in text


@pytest.mark.parametrize(
    "data",
    [None, b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", picture()[:500]],
    ids=["none", "empty", "text", "svg", "cut"],
)
def test_a_picture_that_cannot_be_used_is_named(data):
    made = press.make_pdf(one_article(press.Figure(data, alt="Көлдүн үстү")), only=0)
    assert made.missing == ("Көлдүн үстү",)
    assert "Көлдүн үстү" in words_of(made.data)


def test_a_given_cover_is_the_first_page():
    with_cover = publication(cover=press.Cover(picture=picture(1200, 1600)), articles=(), editorial=None)
    made = press.make_pdf(with_cover)
    document = pypdfium2.PdfDocument(made.data)
    assert made.missing == ()
    assert document[0].get_textpage().get_text_range().strip() == ""
    colour = document[0].render(scale=0.2).to_pil().convert("RGB").getpixel((100, 150))
    assert abs(colour[2] - 0x94) < 12


def test_too_much_time_is_a_refusal(monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 0.01)
    with pytest.raises(outside.DomainError) as refused:
        press.make_pdf(one_article())
    assert refused.value.code == "too_hard"


def test_what_breaks_the_maker_is_a_refusal(monkeypatch):
    monkeypatch.setattr(outside, "pack", lambda publication, folder: (folder / "publication.json").write_text("{}"))
    with pytest.raises(outside.DomainError) as refused:
        press.make_pdf(one_article())
    assert refused.value.code == "broken"
