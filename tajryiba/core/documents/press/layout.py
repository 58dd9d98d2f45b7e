"""A publication → the facts that the templates in `templates/*.typ` print (`data.json`), with its pictures and codes as
files beside. Text stays text: the templates never read it as markup.
"""

from pathlib import Path

from . import rich, tables
from .codes import qr_png, short
from .glyphs import printable
from .hyphens import hyphenate
from .limits import LONGEST_SIDE, MOST_BLOCKS, MOST_ROWS
from .model import (
    SCHEMES,
    Article,
    Callout,
    Card,
    Chart,
    Figure,
    Gallery,
    Infographic,
    Media,
    Publication,
    Quote,
    Table,
    Text,
    scheme_of,
)
from .pictures import prepare

WIDE_PICTURE = 1.85  # a picture so much wider than high runs over both columns
HERO = 1.3  # and one like this may open an article


def page_data(
    publication: Publication, folder: Path, words: dict, only: int | None = None, *, parts: bool = True
) -> tuple[dict, list[str]]:
    """The facts of the whole publication or of its article `only`, and the pictures that are missing. Without `parts`
    those of the cover only.
    """
    maker = _Maker(publication.language, folder)
    chosen = publication.articles if only is None else publication.articles[only : only + 1]
    chosen = chosen if parts else ()
    articles = [maker.article(article, index) for index, article in enumerate(chosen)]
    editorial = publication.editorial if only is None and parts else None
    data = {
        "lang": publication.language,
        "whole": only is None,
        "document": f"{publication.title}. {publication.number}, {publication.date}"
        if only is None
        else publication.articles[only].title,
        "authors": sorted({person.name for article in chosen for person in article.authors}),
        "words": words,
        "cover": maker.cover(publication) if only is None else None,
        "editorial": maker.article(editorial, len(articles)) if editorial else None,
        "articles": articles,
        "web": maker.address(publication.url),
        "imprint": list(publication.imprint),
    }
    for name in ("title", "subtitle", "number", "date", "issn", "publisher"):
        data[name] = getattr(publication, name)
    return _in_signs(data), maker.missing


def _in_signs(value):
    """Every text of the data in signs that the fonts have."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_in_signs(item) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key in ("href", "src", "qr", "t", "kind") else _in_signs(item) for key, item in value.items()
        }
    return value


class _Maker:
    """Turns parts into facts; keeps the files it makes in `folder` and remembers what is missing."""

    def __init__(self, language: str, folder: Path):
        self.language, self.folder = language, folder
        self.missing: list[str] = []
        self.files = 0
        self.notes = rich.Notes()

    # --- files ---

    def file(self, data: bytes, ending: str) -> str:
        self.files += 1
        name = f"made-{self.files}.{ending}"
        (self.folder / name).write_bytes(data)
        return f"/{name}"

    def picture(self, source, name: str) -> dict | None:
        ready = prepare(source, LONGEST_SIDE["pdf"]) if source is not None else None
        if ready is None:
            self.missing.append(name)
            return None
        return {"src": self.file(ready.data, ready.ending), "ratio": ready.width / ready.height, "dots": ready.width}

    def address(self, url: str) -> dict | None:
        """An address to be printed: as it is typed, and as a code."""
        if not url:
            return None
        code = qr_png(url)
        return {"href": url, "text": short(url), "qr": self.file(code, "png") if code else ""}

    # --- words ---

    def divided(self, nodes: list[dict]) -> list[dict]:
        """With the Kyrgyz places for hyphens; headings and links stay whole."""
        if self.language != "ky":
            return nodes
        return [self._divided_node(node) for node in nodes]

    def _divided_node(self, node: dict) -> dict:
        if node["t"] in ("h2", "h3", "a"):
            return node
        if node["t"] == "text":
            return {**node, "v": hyphenate(node["v"])}
        if "items" in node:
            return {**node, "items": [self.divided(item) for item in node["items"]]}
        return {**node, "c": self.divided(node["c"])} if "c" in node else node

    def line(self, text: str) -> list[dict]:
        """A line of plain text that may carry marks of notes."""
        return self.divided(rich.with_marks(text, self.notes))

    # --- parts ---

    def cover(self, publication: Publication) -> dict:
        given = publication.cover.picture
        picture = self.picture(given, f"{publication.title}: cover") if given is not None else None
        return {
            "picture": picture,
            "colours": list(SCHEMES[scheme_of(publication)]),
            "theme": publication.cover.theme,
            "teaser": publication.cover.teaser,
        }

    def article(self, article: Article, index: int) -> dict:
        self.notes = rich.Notes(article.notes)
        blocks = [fact for block in article.blocks[:MOST_BLOCKS] for fact in self.block(block)]
        first = blocks[0] if blocks else {}
        opens = (
            first.get("kind") == "figure"
            and first["ratio"] >= HERO
            and getattr(article.blocks[0], "wide", None) is not False
        )
        hero = blocks.pop(0) if opens else None
        _level_headings(blocks)
        return {
            "id": f"a{index}",
            "index": index,
            "title": rich.without_marks(article.title),
            "lead": rich.without_marks(article.lead),
            "rubric": article.rubric,
            "authors": [{"name": person.name, "role": person.role} for person in article.authors],
            "date": article.date,
            "web": self.address(article.url),
            "hero": hero,
            "blocks": blocks,
            "notes": [self.divided(rich.inline(text)) for text in self.notes.used()],
            "rest": [self.divided(rich.inline(text)) for text in self.notes.unused()],
        }

    def block(self, block) -> list[dict]:
        """The facts of a block: one for most, several for an infographic, none for what is empty."""
        match block:
            case Text():
                nodes = self.divided(rich.blocks(block.html, self.notes))
                return [{"kind": "text", "nodes": nodes}] if nodes else []
            case Figure():
                return [self.figure(block)]
            case Quote():
                return [{"kind": "quote", "text": rich.without_marks(block.text), "who": block.who}]
            case Table():
                return self.table(block)
            case Chart():
                rows = tables.bars(block.rows[:MOST_ROWS], self.language)
                return [
                    {"kind": "chart", "title": block.title, "unit": block.unit, "source": block.source, "rows": rows}
                ]
            case Callout():
                nodes = self.divided(rich.blocks(block.html, self.notes))
                return [{"kind": "callout", "title": rich.without_marks(block.title), "nodes": nodes}]
            case Gallery():
                figures = [self.figure(figure) for figure in block.figures]
                found = [figure for figure in figures if figure["kind"] == "figure"]
                return [{"kind": "gallery", "figures": found, "caption": block.caption}] if found else []
            case Card():
                card = {"kind": "card", "label": block.kind, "title": block.title, "lines": list(block.lines)}
                return [{**card, "web": self.address(block.url)}]
            case Media():
                return [{"kind": "media", "label": block.kind, "title": block.title, "web": self.address(block.url)}]
            case Infographic():
                return [self.figure(block.figure), *(self.table(block.table) if block.table else [])]
        return []

    def figure(self, figure: Figure) -> dict:
        facts = {"alt": figure.alt or figure.caption, "caption": self.line(figure.caption), "credit": figure.credit}
        picture = self.picture(figure.picture, figure.alt or figure.caption)
        if picture is None:
            return {"kind": "missing", **facts}
        wide = figure.wide if figure.wide is not None else picture["ratio"] >= WIDE_PICTURE
        return {"kind": "figure", "wide": wide, **picture, **facts, "alt": facts["alt"] or "–"}

    def table(self, table: Table) -> list[dict]:
        head, rows = tables.squared(table.head, table.rows[:MOST_ROWS])
        if not head:
            return []
        facts = {
            "kind": "table",
            "caption": self.line(table.caption),
            "source": table.source,
            "head": [rich.without_marks(cell) for cell in head],
            "rows": [[self.line(cell) for cell in row] for row in rows],
            "widths": tables.widths(head, rows),
            "numeric": [tables.numeric(rows, index) for index in range(len(head))],
            "wide": not tables.fits_column(head, rows),
        }
        return [facts]


def _level_headings(blocks: list[dict]) -> None:
    """A heading of the third level without one of the second before it counts as the second: levels have no gaps."""
    open_second = False
    for block in blocks:
        for node in block.get("nodes", []) if block["kind"] == "text" else []:
            if node["t"] in ("h2", "h3"):
                node["level"] = 3 if node["t"] == "h3" and open_second else 2
                open_second = open_second or node["t"] == "h2"
