"""Called once from `apps.py`: what the apps below must know of the magazine."""

from django.utils.translation import gettext_lazy as _

from tajryiba.core import related
from tajryiba.core.related import MenuEntry

from . import indexing, publishing
from .articles import wiring as articles
from .digests import wiring as digests
from .feeds import wiring as feeds
from .intake import wiring as intake
from .issues import wiring as issues
from .news import wiring as news
from .standing import wiring as standing
from .submission import wiring as submission
from .typesetting import wiring as typesetting


def connect() -> None:
    publishing.connect()
    indexing.connect()
    feeds.connect()
    standing.connect()
    articles.connect()
    news.connect()
    intake.connect()
    issues.connect()
    digests.connect()
    submission.connect()
    typesetting.connect()
    related.add_to_menu("main", MenuEntry("magazine", _("Magazine"), "magazine", order=15))
    related.add_to_menu("main", MenuEntry("news", _("News"), "news_list", order=50))
