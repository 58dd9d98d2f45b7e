"""An EPUB 3 book: a zip with a container, a package, a table of contents, a page for each article, pictures, a style.
Nothing in it leads outside but links; nothing moves.
"""

import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from . import rich
from .epub_text import ArticleText, link
from .limits import LONGEST_SIDE
from .model import Article, Publication
from .pictures import Ready, prepare
from .xml import Xml, el, join

MIMETYPE = "application/epub+zip"
STYLE = Path(__file__).with_name("templates") / "book.css"
XHTML = "application/xhtml+xml"
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityHazard", "none"),
)


def bound(publication: Publication, words: dict, progress: Callable[[int], None]) -> tuple[bytes, list[str]]:
    """The book and the names of pictures that could not be used."""
    book = _Book(publication, words)
    book.add_cover()
    progress(10)
    parts = [publication.editorial] if publication.editorial else []
    articles = [*parts, *publication.articles]
    for index, article in enumerate(articles):
        book.add_article(article, f"article-{index + 1}")
        progress(10 + 80 * (index + 1) // len(articles))
    book.add_imprint()
    return book.zipped(), book.missing


class _Book:
    """Collects files; `manifest` and `spine` grow with them."""

    def __init__(self, publication: Publication, words: dict):
        self.publication, self.words = publication, words
        self.files: dict[str, bytes] = {"style.css": STYLE.read_bytes()}
        self.manifest: list[Xml] = [el("item", id="style", href="style.css", media_type="text/css")]
        self.spine: list[Xml] = []
        self.contents: list[tuple[str, str, str]] = []  # rubric, title, file
        self.missing: list[str] = []
        self.pictures = 0

    # --- Pictures ---

    def picture(self, source, name: str) -> str | None:
        ready = prepare(source, LONGEST_SIDE["epub"]) if source is not None else None
        if ready is None:
            self.missing.append(name)
            return None
        self.pictures += 1
        return self._keep(ready, f"picture-{self.pictures}")

    def _keep(self, ready: Ready, identifier: str, properties: str = "") -> str:
        name = f"{identifier}.{ready.ending}"
        self.files[f"pictures/{name}"] = ready.data
        facts = {"id": identifier, "href": f"pictures/{name}", "media_type": ready.media_type, "properties": properties}
        self.manifest.append(el("item", **facts))
        return name

    # --- Pages ---

    def add_page(self, name: str, title: str, body: Xml, properties: str = "") -> None:
        self.files[f"{name}.xhtml"] = page(self.publication.language, title, body)
        item = {"id": name, "href": f"{name}.xhtml", "media_type": XHTML, "properties": properties}
        self.manifest.append(el("item", **item))
        self.spine.append(el("itemref", idref=name))

    def add_cover(self) -> None:
        """The given cover, or one drawn of the same parts as on paper."""
        publication = self.publication
        ready = prepare(publication.cover.picture, 1600) if publication.cover.picture is not None else None
        if ready is None and publication.cover.picture is not None:
            self.missing.append(self.words["cover"])
        if ready is None:
            from .epub_cover import drawn  # noqa: PLC0415  (brings the typesetter)

            ready = drawn(publication, self.words)
        name = self._keep(ready, "cover-image", "cover-image")
        said = f"{self.words['cover']}{self.words['colon']}{heading(publication)}. {publication.cover.theme}".rstrip(
            ". "
        )
        image = el("img", src=f"pictures/{name}", alt=said)
        self.add_page("cover", self.words["cover"], el("section", image, class_="cover", epub__type="cover"))
        self._add_contents_place()

    def _add_contents_place(self) -> None:
        self.manifest.append(el("item", id="nav", href="nav.xhtml", media_type=XHTML, properties="nav"))
        self.spine.append(el("itemref", idref="nav"))

    def add_article(self, article: Article, name: str) -> None:
        text = ArticleText(article, name, self.words, self.publication.language, self.picture)
        title = rich.without_marks(article.title) or self.words["contents"]
        self.add_page(name, title, text.body())
        self.contents.append((article.rubric, title, f"{name}.xhtml"))

    def add_imprint(self) -> None:
        publication = self.publication
        issn = f"ISSN {publication.issn}" if publication.issn else ""
        lines = [heading(publication), publication.subtitle, *publication.imprint, publication.publisher, issn]
        parts = [el("p", line) for line in lines if line]
        address = el("p", link(publication.url)) if publication.url else ""
        title = el("h1", self.words["imprint"])
        self.add_page("imprint", self.words["imprint"], el("section", title, *parts, address, epub__type="colophon"))
        self.contents.append(("", self.words["imprint"], "imprint.xhtml"))

    # --- The package ---

    def zipped(self) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive, "mimetype", MIMETYPE.encode(), zipfile.ZIP_STORED)  # must be first, as it is
            _write(archive, "META-INF/container.xml", CONTAINER.encode())
            _write(archive, "book/package.opf", self.package())
            _write(archive, "book/nav.xhtml", self.navigation())
            for name, data in self.files.items():
                stored = zipfile.ZIP_STORED if name.startswith("pictures/") else zipfile.ZIP_DEFLATED
                _write(archive, f"book/{name}", data, stored)
        return out.getvalue()

    def navigation(self) -> bytes:
        rows: list[Xml] = []
        for rubric, entries in groupby(self.contents, key=itemgetter(0)):
            links = [el("li", el("a", title, href=name)) for _rubric, title, name in entries]
            rows += [el("li", el("span", rubric), el("ol", *links))] if rubric else links
        nav = el("nav", el("h1", self.words["contents"]), el("ol", *rows), epub__type="toc", role="doc-toc", id="toc")
        first = self.contents[0][2]
        marks = [el("li", el("a", self.words["cover"], href="cover.xhtml", epub__type="cover"))]
        marks.append(el("li", el("a", self.contents[0][1], href=first, epub__type="bodymatter")))
        landmarks = Xml(
            el("nav", el("ol", *marks), epub__type="landmarks").replace("<nav ", '<nav hidden="hidden" ', 1)
        )
        return page(self.publication.language, self.words["contents"], join([nav, landmarks]))

    def package(self) -> bytes:
        publication = self.publication
        authors = sorted({person.name for article in publication.articles for person in article.authors})
        facts = [
            el("dc:identifier", publication.identifier, id="identifier"),
            el("dc:title", heading(publication)),
            el("dc:language", publication.language),
            *[el("dc:creator", name) for name in authors],
            publication.publisher and el("dc:publisher", publication.publisher),
            el("meta", publication.changed, property="dcterms:modified"),
            *[el("meta", value, property=name) for name, value in ACCESS],
        ]
        root = el(
            "package",
            el("metadata", *facts, xmlns__dc="http://purl.org/dc/elements/1.1/"),
            el("manifest", *self.manifest),
            el("spine", *self.spine),
            xmlns="http://www.idpf.org/2007/opf",
            version="3.0",
            unique_identifier="identifier",
            xml__lang=publication.language,
        )
        return b'<?xml version="1.0" encoding="utf-8"?>\n' + root.encode()


def heading(publication: Publication) -> str:
    return f"{publication.title}. {publication.number}, {publication.date}"


def page(language: str, title: str, body: Xml) -> bytes:
    head = el("head", el("title", title), el("link", rel="stylesheet", type="text/css", href="style.css"))
    spaces = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns__epub": "http://www.idpf.org/2007/ops"}
    root = el("html", head, el("body", body), **spaces, lang=language, xml__lang=language)
    return b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' + root.encode()


def _write(archive: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    """With a fixed date: the same publication makes the same file."""
    info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    info.compress_type = how
    archive.writestr(info, data)
