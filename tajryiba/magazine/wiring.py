"""Called once from `apps.py`: what the apps below must know of the magazine."""

from django.utils.translation import gettext_lazy as _

from tajryiba.core import related
from tajryiba.core.related import MenuEntry

from . import indexing, publishing
from .typesetting import wiring as typesetting


def connect() -> None:
    publishing.connect()
    indexing.connect()
    typesetting.connect()
    related.add_to_menu("main", MenuEntry("magazine", _("Magazine"), "magazine", order=15))
    related.add_to_menu("main", MenuEntry("news", _("News"), "news_list", order=50))
