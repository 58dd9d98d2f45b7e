"""The page of an issue goes live with its issue, not by Wagtail's own button."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..models import IssuePage
from .workflow import waits_for_issue


def issue_page_waits(request, page):
    """Hook `before_publish_page`: sends to the screen of the issue, with a word why."""
    if not isinstance(page, IssuePage) or not waits_for_issue(page):
        return None
    messages.warning(request, _("Publish the issue here: its pages, the articles and the letter go out together."))
    return redirect("issues:issue", page.issue_id)
