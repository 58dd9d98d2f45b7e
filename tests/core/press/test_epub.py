import zipfile
from io import BytesIO

from tajryiba.core.documents import press
from tests.epub_check import HTML, faults_of, parsed

from .conftest import TITLE, one_article, picture, publication


def read(made: press.Made, name: str) -> str:
    return zipfile.ZipFile(BytesIO(made.data)).read(f"book/{name}").decode()


def test_the_book_is_valid(book):
    assert faults_of(book.data) == []
    assert book.missing == ()


def test_the_check_finds_faults(book):
    """A check that finds nothing proves nothing."""

    def changed(name: str, before: bytes, after: bytes) -> list[str]:
        old, out = zipfile.ZipFile(BytesIO(book.data)), BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                assert entry.filename != name or before in data
                new.writestr(entry, data.replace(before, after) if entry.filename == name else data)
        return faults_of(out.getvalue())

    assert changed("mimetype", b"epub", b"book")
    assert changed("book/package.opf", b'href="style.css"', b'href="other.css"')
    assert changed("book/article-2.xhtml", b"#note-1", b"#note-99")
    assert changed("book/article-2.xhtml", b"</section>", b"")
    assert changed("book/article-2.xhtml", b' alt="', b' data-alt="')
    assert changed("book/nav.xhtml", b"article-2.xhtml", b"article-9.xhtml")
    assert changed("book/article-2.xhtml", b"<header>", b"<header><script/>")


def test_titles_languages_and_contents(book):
    page = parsed(read(book, "article-2.xhtml"))
    assert page.get("lang") == "ky"
    assert page.findtext(f".//{HTML}h1") == TITLE["ky"]
    links = [link.text for link in parsed(read(book, "nav.xhtml")).iter(f"{HTML}a")]
    assert links[:3] == ["Редактордун сөзү", TITLE["ky"], "Экинчи макала"]


def test_notes_lead_there_and_back(book):
    text = read(book, "article-2.xhtml")
    assert text.count('epub:type="noteref"') == 3  # one note is pointed to twice
    assert text.count('id="mark-1"') == text.count('href="#mark-1"') == 1
    assert text.index('id="note-1"') < text.index("Экинчи эскертүү") < text.index('id="note-2"')
    assert "Эч ким көрсөтпөгөн" in text


def test_hostile_text_stays_text():
    text = '</p><script>alert(1)</script>&bogus; ]]> \x00\x0b\u202e\ud800 "q" <![CDATA['
    made = press.make_epub(
        one_article(
            press.Text(f"<p>{text}</p>"),
            press.Quote(text, text),
            press.Table((text,), ((text, text),), text, text),
            press.Chart(text, ((text, float("nan")), (text, float("inf")), (text, 1)), text),
            press.Callout(text, f"<h2>{text}</h2>"),
            press.Card(text, text, (text,), "javascript:alert(1)"),
            press.Media(text, "data:text/html,x"),
            title=text,
            rubric=text,
            lead=text,
            url='https://example.org/"><x',
            notes=(text,),
        )
    )
    assert faults_of(made.data) == []
    assert "javascript:" not in read(made, "article-1.xhtml").replace(">javascript:", "")


def test_missing_pictures_and_given_covers():
    figures = (press.Figure(b"no", alt="Жок"), press.Figure(picture(kind="PNG"), alt="Бар"))
    made = press.make_epub(one_article(*figures))
    assert made.missing == ("Жок",)
    assert faults_of(made.data) == []
    given = press.make_epub(publication(cover=press.Cover(picture=picture(600, 800)), articles=()))
    assert faults_of(given.data) == []


def test_the_same_publication_makes_the_same_book(book):
    assert press.make_epub(publication()).data == book.data
