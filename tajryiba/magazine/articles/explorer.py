"""Pages that carry facts stay where they are: what the explorer would break is refused with a sentence.

Their number is one a language, their place the section of their kind; what was public is unpublished, never deleted.
"""

from collections.abc import Iterable

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from ..issues.workflow import waits_for_issue
from ..models import ArticlePage, IssuePage, LanguageHome, MagazineSection, NewsPage, NewsSection

WITH_FACTS = (ArticlePage, IssuePage, NewsPage)
FRAME = (LanguageHome, MagazineSection, NewsSection)

NO_COPY = _("A copy would have no facts. Begin a new article, piece of news or issue instead.")
NO_MOVE = _("This page stays in its section: its address and its facts belong together.")
NO_DELETION = _("What was public is unpublished, not deleted: others may link to it.")
WITH_ITS_ISSUE = _("Publish the issue on its own screen: its pages, the articles and the letter go out together.")
FRAME_STAYS = _("The homes and sections of the languages hold all other pages: they stay as they are.")


def refusal(page: Page, deed: str):
    """Why `deed` ("copy", "move", "delete", "publish", "unpublish") is refused for this page; None when it is not."""
    kind = page.specific_class
    if kind in FRAME:
        return FRAME_STAYS
    if kind not in WITH_FACTS:
        return None
    if deed == "publish":
        return WITH_ITS_ISSUE if kind is IssuePage and waits_for_issue(page.specific) else None
    if deed == "delete":
        return NO_DELETION if page.live or page.first_published_at else None
    return {"copy": NO_COPY, "move": NO_MOVE}.get(deed)


def _refused(request, pages: Iterable[Page], deed: str):
    why = next((found for page in pages if (found := refusal(page, deed))), None)
    if why is None:
        return None
    messages.error(request, why)
    return redirect("wagtailadmin_explore_root")


def before_copy(request, page):
    return _refused(request, [page], "copy")


def before_move(request, page, destination):
    return _refused(request, [page], "move")


def before_delete(request, page):
    return _refused(request, [page, *page.get_descendants()], "delete")


def before_unpublish(request, page):
    return _refused(request, [page], "unpublish")


def before_bulk(request, action_type, objects, action):
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type == "delete":
        pages += [child for page in pages for child in page.get_descendants()]
    return _refused(request, pages, action_type)


class PagesViewSet(PagesAdminAPIViewSet):
    """The admin's API asks none of the hooks above, and no screen of ours uses its deeds."""

    actions = {}


def tighten_admin_api(router):
    router.register_endpoint("pages", PagesViewSet)
