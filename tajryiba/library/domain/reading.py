"""Text and first pages are taken out of files once for each file, by the worker, and kept."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from tajryiba.core.errors import DomainError
from tajryiba.core.html import plain_lines
from tajryiba.media.extraction import take_text
from tajryiba.media.previews import page_pictures
from tajryiba.search import domain as search

from ..models import Extract, Item, PreviewPage

PAGES = 3
MAX_CHARACTERS = 500_000
WIDTH = 900  # pixels


def read_item(item: Item) -> Extract:
    """Take text and pictures of the first pages out of the item's file, in place of those of an earlier file.

    A file that cannot be read leaves an empty text and no pictures, and is not tried again until it is another one.
    """
    document = item.document
    try:
        with document.file.open("rb") as file:
            data = file.read()
    except OSError:
        data = b""
    text = _words(data, document.kind) if data else ""
    pictures = page_pictures(data, document.kind, pages=PAGES, width=WIDTH) if data else []
    return _keep(item, document.file_hash, text, pictures)


def _words(data: bytes, kind: str) -> str:
    """Plain text, taken out in a confined process; "" for what has none, or cannot be read."""
    try:
        return plain_lines(take_text(data, f"document.{kind}").html)[:MAX_CHARACTERS]
    except DomainError:
        return ""


@transaction.atomic
def _keep(item: Item, file_hash: str, text: str, pictures) -> Extract:
    old = list(PreviewPage.objects.filter(item=item))
    PreviewPage.objects.filter(item=item).delete()
    for number, picture in enumerate(pictures, 1):
        file = ContentFile(picture.data, name="page.webp")
        PreviewPage.objects.create(item=item, number=number, file=file, width=picture.width, height=picture.height)
    for page in old:
        transaction.on_commit(lambda page=page: page.file.storage.delete(page.file.name), robust=True)
    facts = {"file_hash": file_hash, "text": text.replace("\0", ""), "made_at": timezone.now()}
    extract = Extract.objects.update_or_create(item=item, defaults=facts)[0]
    search.refresh(item.material)
    return extract


def leave_unread(item: Item) -> Extract:
    """The file broke the reading itself: an empty text stands for it, so that the worker goes on to others."""
    return _keep(item, item.document.file_hash, "", [])
