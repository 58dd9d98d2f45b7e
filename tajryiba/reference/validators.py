"""What an editor may write where a drawing is named: only drawings that exist."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tajryiba import core

DRAWINGS = Path(core.__file__).parent / "static" / "core"


def drawn_icon(name: str) -> None:
    if f'id="i-{name}"' not in (DRAWINGS / "icons" / "sprite.svg").read_text():
        raise ValidationError(_("There is no icon with this name."), code="no_icon")


def drawn_picture(name: str) -> None:
    if name not in {path.stem for path in (DRAWINGS / "illustrations").glob("*.svg")}:
        raise ValidationError(_("There is no picture with this name."), code="no_picture")
