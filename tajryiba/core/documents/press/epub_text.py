"""The blocks of an article as XHTML for an EPUB."""

from . import rich, tables
from .model import Article, Callout, Card, Chart, Figure, Gallery, Infographic, Media, Quote, Table, Text
from .xml import Xml, el, join

SECTION = "{name}.xhtml"


class ArticleText:
    """One article. `picture` tells the name of a prepared picture in the book, or None when there is none."""

    def __init__(self, article: Article, name: str, words: dict, language: str, picture):
        self.article, self.name, self.words, self.language, self.picture = article, name, words, language, picture
        self.notes = rich.Notes(article.notes)
        self.pointed: set[int] = set()
        self.open_second = False

    def body(self) -> Xml:
        article = self.article
        parts = [self.block(block) for block in article.blocks]
        return el(
            "section",
            el(
                "header",
                article.rubric and el("p", article.rubric, class_="rubric"),
                el("h1", rich.without_marks(article.title), id="title"),
                article.lead and el("p", rich.without_marks(article.lead), class_="lead"),
                self._people(),
            ),
            *parts,
            self._end_notes(),
            article.url and el("p", self.words["web"], self.words["colon"], link(article.url), class_="web"),
            epub__type="chapter",
            role="doc-chapter",
            aria_labelledby="title",
        )

    def _people(self) -> Xml | str:
        people = [
            el("b", person.name) + (join([", ", person.role]) if person.role else "") for person in self.article.authors
        ]
        said = [*map(Xml, people), *([self.article.date] if self.article.date else [])]
        return el("p", *_between(said, " · "), class_="people") if said else ""

    def _end_notes(self) -> Xml | str:
        items = [
            el(
                "li",
                el("p", *self.inline(rich.inline(text)), " ", self._way_back(number)),
                id=f"note-{number}",
            )
            for number, text in enumerate(self.notes.used(), 1)
        ]
        rest = [el("li", *self.inline(rich.inline(text))) for text in self.notes.unused()]
        heads = [el("h2", self.words["notes"]), el("ol", *items)] if items else []
        tails = [el("h2", self.words["sources"]), el("ul", *rest)] if rest else []
        return (
            el("section", *heads, *tails, class_="notes", epub__type="endnotes", role="doc-endnotes")
            if heads or tails
            else ""
        )

    def _way_back(self, number: int) -> Xml:
        return el("a", "↩", href=f"#mark-{number}", role="doc-backlink", aria_label=self.words["back"])

    # --- Blocks ---

    def block(self, block) -> Xml:
        match block:
            case Text():
                return self.flow(rich.blocks(block.html, self.notes))
            case Figure():
                return self.figure(block)
            case Quote():
                who = block.who and el("footer", block.who)
                return el("blockquote", el("p", rich.without_marks(block.text)), who, class_="pull")
            case Table():
                return self.table(block)
            case Chart():
                return self.chart(block)
            case Callout():
                title = block.title and el("p", rich.without_marks(block.title), class_="head")
                return el(
                    "aside", title, self.flow(rich.blocks(block.html, self.notes), headings=False), class_="callout"
                )
            case Gallery():
                caption = block.caption and el("p", block.caption, class_="head")
                return el("div", caption, *map(self.figure, block.figures), class_="gallery")
            case Card():
                title = el("p", link(block.url, block.title) if block.url else block.title, class_="head")
                facts = [el("p", line) for line in block.lines]
                return el("aside", block.kind and el("p", block.kind, class_="kind"), title, *facts, class_="card")
            case Media():
                kind = block.kind and el("p", block.kind, class_="kind")
                return el("aside", kind, el("p", link(block.url, block.title), class_="head"), class_="card")
            case Infographic():
                return join([self.figure(block.figure), self.table(block.table) if block.table else ""])
        return Xml("")

    def figure(self, figure: Figure) -> Xml:
        name = self.picture(figure.picture, figure.alt or figure.caption)
        if name is None:
            return el("p", self.words["missing"], " ", figure.alt or figure.caption, class_="missing")
        credit = join([self.words["photo"], self.words["colon"], figure.credit]) if figure.credit else ""
        caption = [*self.line(figure.caption), " " if figure.caption and credit else "", credit]
        image = el("img", src=f"pictures/{name}", alt=figure.alt or figure.caption or "–")
        return el("figure", image, el("figcaption", *caption) if any(caption) else "")

    def table(self, table: Table) -> Xml:
        head, rows = tables.squared(table.head, table.rows)
        if not head:
            return Xml("")
        numeric = ["number" if tables.numeric(rows, index) else "" for index in range(len(head))]
        top = [
            el("th", rich.without_marks(cell), scope="col", class_=kind)
            for cell, kind in zip(head, numeric, strict=True)
        ]
        body = [
            el("tr", *[el("td", *self.line(cell), class_=kind) for cell, kind in zip(row, numeric, strict=True)])
            for row in rows
        ]
        caption = el("caption", *self.line(table.caption)) if table.caption else ""
        inner = [caption, el("thead", el("tr", *top)), el("tbody", *body) if body else ""]
        return el("div", el("table", *inner), self.source(table.source), class_="table")

    def chart(self, chart: Chart) -> Xml:
        rows = [
            el(
                "tr",
                el("th", row["label"], scope="row"),
                el(
                    "td",
                    el("span", "\u00a0", class_="bar", style=f"width: {row['share'] * 100:.1f}%", aria_hidden="true"),
                ),
                el("td", row["value"], class_="number"),
            )
            for row in tables.bars(chart.rows, self.language)
        ]
        caption = el("caption", chart.title, f", {chart.unit}" if chart.unit else "")
        return (
            el("div", el("table", caption, el("tbody", *rows), class_="chart"), self.source(chart.source))
            if rows
            else Xml("")
        )

    def source(self, source: str) -> Xml | str:
        return el("p", self.words["source"], self.words["colon"], source, class_="source") if source else ""

    # --- Words ---

    def line(self, text: str) -> list[Xml]:
        return self.inline(rich.with_marks(text, self.notes))

    def flow(self, nodes: list[dict], *, headings: bool = True) -> Xml:
        return join([self.node(node, headings=headings) for node in nodes])

    def node(self, node: dict, *, headings: bool) -> Xml:
        kind = node["t"]
        if kind in ("ul", "ol"):
            return el(kind, *[el("li", self.flow(item, headings=False)) for item in node["items"]])
        if kind == "quote":
            return el("blockquote", self.flow(node["c"], headings=False))
        if kind == "p" or not headings:
            return el("p", *self.inline(node["c"]), class_="" if kind == "p" else "head")
        level = "h3" if kind == "h3" and self.open_second else "h2"
        self.open_second = self.open_second or kind == "h2"
        return el(level, *self.inline(node["c"]))

    def inline(self, nodes: list[dict]) -> list[Xml]:
        return [self.inline_node(node) for node in nodes]

    def inline_node(self, node: dict) -> Xml:
        match node["t"]:
            case "text":
                return join([node["v"]])
            case "strong":
                return el("strong", *self.inline(node["c"]))
            case "br":
                return Xml("<br/>")
            case "a":
                return el("a", *self.inline(node["c"]), href=node["href"])
        return self.mark(node["n"])

    def mark(self, number: int) -> Xml:
        """A note's number; its first mark is where the way back leads."""
        first = number not in self.pointed
        self.pointed.add(number)
        place = f"mark-{number}" if first else ""
        reference = el("a", str(number), href=f"#note-{number}", epub__type="noteref", role="doc-noteref", id=place)
        return el("sup", reference)


def link(address: str, words: str = "") -> Xml:
    """A link when the address is one of the web, else its words."""
    web = address.startswith(("https://", "http://"))
    return el("a", words or address, href=address) if web else join([words or address])


def _between(parts: list, sign: str) -> list:
    out: list = []
    for part in parts:
        out += [sign, part] if out else [part]
    return out
