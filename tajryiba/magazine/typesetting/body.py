"""Blocks of a page (magazine/blocks.py) → blocks of the press. Cards show only what everybody may read."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import escape, urlize
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import expand_db_html

from tajryiba.core.documents import press
from tajryiba.experts.enums import State

from ..articles.richtext import with_public_links
from ..enums import VideoKind

PICTURE = "max-2000x2000|format-webp|webpquality-90"


def picture_of(image) -> Path | bytes | None:
    """The file of a picture in a size fit for paper; None without one or when it is lost."""
    if image is None:
        return None
    try:
        file = image.get_rendition(PICTURE).file
        try:
            return Path(file.path)
        except NotImplementedError:  # a storage of objects has no paths
            with file.open() as opened:
                return opened.read()
    except (OSError, SourceImageIOError):
        return None


def address(url: str) -> str:
    """With the portal's own name before it when it is an address of the portal."""
    return urljoin(settings.SITE_URL + "/", url) if url else ""


class Body:
    """The text of one page, in the active language."""

    def __init__(self, page):
        self.page = page

    def blocks(self) -> tuple[press.Block, ...]:
        return tuple(made for block in self.page.body for made in self._made(block.block_type, block.value))

    def notes(self) -> tuple[str, ...]:
        """All footnotes of the page, in their order."""
        found = [block.value for block in self.page.body if block.block_type == "notes"]
        return tuple(
            self.html(note.source) if hasattr(note, "source") else urlize(note, autoescape=True)
            for notes in found
            for note in notes
        )

    def html(self, source: str) -> str:
        """Rich text with real addresses instead of the numbers of pages; a page that is not public is no link."""
        return expand_db_html(with_public_links(str(source))).replace('href="/', f'href="{settings.SITE_URL}/')

    def figure(self, image, caption: str) -> press.Figure:
        return press.Figure(picture_of(image), image.alt, caption, image.credit)

    def _made(self, kind: str, value) -> Iterator[press.Block]:
        """None for footnotes, which are not printed where they stand, and for cards of what is not public."""
        maker = getattr(self, f"_{kind}", None)
        made = maker(value) if maker else None
        if made is not None:
            yield made

    # --- One method for each name of StoryBlock ---

    def _text(self, value) -> press.Text:
        return press.Text(self.html(value.source))

    def _figure(self, value) -> press.Figure | None:
        """None for a picture that readers of the page do not see either."""
        image = value["image"]
        return self.figure(image, value["caption"]) if image and image.is_ready else None

    def _quote(self, value) -> press.Quote:
        return press.Quote(value["text"], ", ".join(filter(None, [value["who"], value["role"]])))

    def _exchange(self, value) -> press.Text:
        question = f"<p><strong>{escape(value['question'])}</strong></p>"
        return press.Text(question + self.html(value["answer"].source))

    def _table(self, value) -> press.Table | None:
        if not value:
            return None
        head = tuple(column["heading"] for column in value.columns)
        rows = tuple(tuple(str(cell or "") for cell in row["values"]) for row in value.row_data)
        return press.Table(head, rows, value.caption or "")

    def _video(self, value) -> press.Media:
        own = value["kind"] == VideoKind.OWN
        return press.Media(value["title"], self._here() if own else value["address"], self._length(_("Video"), value))

    def _audio(self, value) -> press.Media:
        return press.Media(value["title"], self._here(), self._length(_("Audio"), value))

    def _chart(self, value) -> press.Chart:
        rows = tuple((row["label"], float(row["value"])) for row in value["rows"])
        return press.Chart(value["title"], rows, value["unit"], value["source"])

    def _callout(self, value) -> press.Callout:
        return press.Callout(value["title"], self.html(value["text"].source))

    def _gallery(self, value) -> press.Gallery | None:
        figures = tuple(filter(None, map(self._figure, value["pictures"])))
        return press.Gallery(figures, value["title"]) if figures else None

    def _infographic(self, value) -> press.Infographic | None:
        figure = self._figure(value)
        return press.Infographic(figure, self._table(value["table"])) if figure else None

    def _practice(self, value) -> press.Card | None:
        practice = value["practice"]
        text = practice.text() if practice and practice.is_public else None
        if text is None:
            return None
        return press.Card(_("Practice"), text.title, (text.summary,), address(practice.get_absolute_url()))

    def _act(self, value) -> press.Card | None:
        act = value["act"]
        if act is None or not act.is_public:
            return None
        lines = tuple(filter(None, [value["note"], act.adopted_words, f"№ {act.number}" if act.number else ""]))
        return press.Card(_("Legal act"), act.name, lines, address(act.get_absolute_url()))

    def _expert(self, value) -> press.Card | None:
        expert = value["expert"]
        if expert is None or expert.state != State.PUBLISHED:
            return None
        lines = (expert.post,) if expert.post else ()
        return press.Card(_("Expert"), expert.name, lines, address(expert.get_absolute_url()))

    # --- Helpers ---

    def _here(self) -> str:
        return self.page.get_public_url()

    def _length(self, word: str, value) -> str:
        return f"{word}, {_('%(n)s min') % {'n': value['minutes']}}" if value["minutes"] else word
