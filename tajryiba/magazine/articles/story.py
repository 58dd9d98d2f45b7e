"""What a page of blocks shows, with all that its blocks point to: loaded at once, a constant number of queries.

What is not public (any more) is left out for readers, and marked in the preview of the admin.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from tajryiba.experts.models import Expert
from tajryiba.media.enums import SOUND, VIDEO, DocumentKind
from tajryiba.media.models import PortalDocument, PortalImage, PortalRendition
from tajryiba.practices.cards import SMALL, cards

from ..blocks import is_video_address
from ..enums import VideoKind
from . import richtext

WIDE = ("width-640", "width-1280")
THUMB, LARGE, FACE = "fill-400x300", "max-1600x1600", "fill-200x200|format-webp"
SPECS = (*WIDE, THUMB, LARGE, FACE)
RICH = {"text": None, "exchange": "answer", "callout": "text"}  # block → the field that holds rich text


@dataclass
class Piece:
    """A block with what its template needs; `hidden` says why readers do not see it."""

    block: Any
    facts: Any = None
    hidden: str = ""
    number: int = 0  # its place on the page: where several want a name of their own


@dataclass
class Story:
    pieces: list[Piece] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    preview: bool = False


@dataclass
class Loaded:
    """All that the blocks of one page point to and everybody may see, by key."""

    words: dict[int, str]
    cards: dict[int, Any]
    experts: dict[int, Expert]
    files: dict[int, PortalDocument]


def load_story(body, *, preview: bool = False) -> Story:
    """The pieces of a page's `body` in their order. Reads only, but makes renditions of pictures that have none yet."""
    blocks = list(body)
    texts = [text for block in blocks if block.block_type == "notes" for text in block.value]
    sources = {place: _source(block) for place, block in enumerate(blocks) if block.block_type in RICH}
    notes = richtext.Notes(texts, sources.values())
    addresses = richtext.addresses_of(richtext.linked_pages(sources.values()))
    words = {place: richtext.shown(source, addresses, notes) for place, source in sources.items()}
    loaded = Loaded(words, _cards(blocks), _experts(blocks), _files(blocks))
    load_renditions(_pictures(blocks))
    pieces = [_piece(place, block, loaded) for place, block in enumerate(blocks) if block.block_type != "notes"]
    return Story(pieces, notes.rows, preview)


def _source(block) -> str:
    name = RICH[block.block_type]
    return (block.value[name] if name else block.value).source


def _piece(place: int, block, loaded: Loaded) -> Piece:
    if block.block_type in RICH:
        return Piece(block, loaded.words[place])
    maker = MAKERS.get(block.block_type)
    if maker is None:
        return Piece(block)
    facts = maker(block.value, loaded)
    return Piece(block, facts, "" if facts else str(WHY[block.block_type]()), place + 1)


# --- Each kind of block: its facts, or nothing when readers must not see it ---


def _figure(value, loaded: Loaded) -> Any:
    image = value["image"]
    return image if image and image.is_ready else None


def _gallery(value, loaded: Loaded) -> list[dict]:
    rows = [(picture["image"], picture["caption"]) for picture in value["pictures"]]
    return [
        {"image": image, "caption": caption, "large": large}
        for image, caption in rows
        if image and image.is_ready and (large := _large(image))
    ]


def _large(image: PortalImage):
    try:
        return image.get_rendition(LARGE)
    except (SourceImageIOError, OSError):  # the file is gone: then the picture is
        return None


def _act(value, loaded: Loaded) -> Any:
    return value["act"] if value["act"] and value["act"].is_public else None


def _audio(value, loaded: Loaded) -> PortalDocument | None:
    file = loaded.files.get(_key(value["file"]))
    return file if file and file.kind in SOUND else None


def _video(value, loaded: Loaded) -> dict | None:
    if value["kind"] != VideoKind.OWN:
        known = is_video_address(value["kind"], value["address"])
        return {"address": value["address"], "site": VideoKind(value["kind"]).label} if known else None
    file, captions = loaded.files.get(_key(value["file"])), loaded.files.get(_key(value["captions"]))
    if file is None or file.kind not in VIDEO:
        return None
    return {"file": file, "captions": captions if captions and captions.kind == DocumentKind.VTT else None}


def _chart(value, loaded: Loaded) -> list[dict]:
    """Bars in per cent of the longest one; those below zero are marked."""
    longest = max((abs(row["value"]) for row in value["rows"]), default=0) or 1
    return [
        {"label": row["label"], "value": row["value"], "width": round(float(abs(row["value"]) / longest * 100), 1)}
        for row in value["rows"]
    ]


def table_of(table) -> dict:
    """Headings and rows as plain words."""
    headings = [column["heading"] for column in table.columns]
    return {
        "caption": table.caption,
        "headings": headings,
        "rows": [[cell.value for cell in row] for row in table.rows],
    }


def _infographic(value, loaded: Loaded) -> dict | None:
    image = _figure(value, loaded)
    return {"image": image, "table": table_of(value["table"])} if image else None


MAKERS: dict[str, Callable[[Any, Loaded], Any]] = {
    "figure": _figure,
    "gallery": _gallery,
    "infographic": _infographic,
    "table": lambda value, loaded: table_of(value),
    "chart": _chart,
    "audio": _audio,
    "video": _video,
    "practice": lambda value, loaded: loaded.cards.get(_key(value["practice"])),
    "act": _act,
    "expert": lambda value, loaded: loaded.experts.get(_key(value["expert"])),
}


def _no_picture() -> str:
    return _("The picture is gone, or it has no alt text in Kyrgyz and Russian: readers do not see it.")


WHY: dict[str, Callable[[], str]] = {
    "figure": _no_picture,
    "gallery": _no_picture,
    "infographic": _no_picture,
    "table": lambda: "",
    "chart": lambda: _("The chart has no bars: readers do not see it."),
    "audio": lambda: _("The sound is gone or closed: readers do not see it."),
    "video": lambda: _("The video is gone or closed, or its address is not known: readers do not see it."),
    "practice": lambda: _("The practice is not on the site: readers do not see its card."),
    "act": lambda: _("The act is not on the site: readers do not see its card."),
    "expert": lambda: _("The expert is not on the site: readers do not see the card."),
}


# --- Loading ---


def _key(obj) -> int:
    return obj.pk if obj else 0


def _chosen(blocks: list, *places: tuple[str, str]) -> list:
    """What was chosen in fields of blocks, without gaps."""
    kinds = dict.fromkeys(kind for kind, _name in places)
    found = [
        block.value[name]
        for block in blocks
        if block.block_type in kinds
        for kind, name in places
        if kind == block.block_type
    ]
    return [obj for obj in found if obj]


def _cards(blocks: list) -> dict[int, Any]:
    keys = [practice.pk for practice in _chosen(blocks, ("practice", "practice"))]
    return {card.pk: card for card in cards(keys, template=SMALL)} if keys else {}


def _experts(blocks: list) -> dict[int, Expert]:
    keys = [expert.pk for expert in _chosen(blocks, ("expert", "expert"))]
    if not keys:
        return {}
    rows = Expert.objects.published().filter(pk__in=keys).select_related("organisation", "unit", "photo")
    experts = {expert.pk: expert for expert in rows.prefetch_related("expert_topics__topic")}
    load_renditions([expert.photo for expert in experts.values() if expert.photo])
    return experts


def _files(blocks: list) -> dict[int, PortalDocument]:
    """Files that everybody may read: agrees with media's `is_public_document`, for many at once."""
    chosen = _chosen(blocks, ("audio", "file"), ("video", "file"), ("video", "captions"))
    if not chosen:
        return {}
    return PortalDocument.objects.open_to_all().in_bulk([file.pk for file in chosen])


def _pictures(blocks: list) -> list[PortalImage]:
    galleries = [
        picture["image"] for block in blocks if block.block_type == "gallery" for picture in block.value["pictures"]
    ]
    return [*_chosen(blocks, ("figure", "image"), ("infographic", "image")), *filter(None, galleries)]


def load_renditions(images: Iterable[PortalImage], specs: tuple[str, ...] = SPECS) -> None:
    """One query for the renditions of all of them."""
    images = list(images)
    if images:
        rows = PortalRendition.objects.filter(filter_spec__in=specs)
        prefetch_related_objects(images, Prefetch("renditions", rows, to_attr="prefetched_renditions"))
