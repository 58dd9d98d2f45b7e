"""Files that people keep in a workspace (a draft, an adoption) before anything of it is accepted or shown.

Only the owner of the workspace knows who may read them, and is asked each time: nothing has to be taken back when the
owner changes its mind. No admin list, chooser or API of the library knows them (`objects` leaves them out).
"""

from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from wagtail.images.models import Filter

from tajryiba.core import hooks

# Sizes in which a picture of a workspace is shown: filter, width and height for the page.
SIZES = {"card": ("fill-400x300|format-webp", 400, 300), "large": ("max-1600x1600|format-webp", None, None)}


def may_read(user, file) -> bool:
    """Whether an owner lets `user` (None: everybody) read the image or document. Without an owner nobody reads it.

    Handlers of the hook `may_read_workspace_file` answer True for files of theirs.
    """
    return any(hooks.call("may_read_workspace_file", user=user, file=file))


def picture_name(image, size: str) -> str:
    return f"workspace/{PurePosixPath(image.file.name).stem}.{size}.webp"


def picture_file(image, size: str) -> File:
    """The scaled picture out of the private storage, made when it is not there yet. Raises OSError without original."""
    storage, name = storages["private"], picture_name(image, size)
    if not storage.exists(name):
        made = Filter(spec=SIZES[size][0]).run(image, BytesIO())
        made.f.seek(0)
        storage.save(name, ContentFile(made.f.read()))
    return storage.open(name)


def forget_pictures(image) -> None:
    for size in SIZES:
        storages["private"].delete(picture_name(image, size))
