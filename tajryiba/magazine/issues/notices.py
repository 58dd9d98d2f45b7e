"""What followers of the magazine are told when an issue is out."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import in_every_language
from tajryiba.notify import following, kinds
from tajryiba.notify.kinds import Kind

from ..models import Issue, IssuePage
from .naming import name

ISSUE = "magazine.issue"

KIND = Kind(
    ISSUE,
    label=_("A new issue of the magazine"),
    subject=_("The magazine «Municipality», %(issue)s, is out"),
    body="%(theme)s",
    button=_("Read the issue"),
)


def register() -> None:
    kinds.register(KIND)


def announce_issue(issue: Issue, pages: dict[str, IssuePage]) -> None:
    """To who follows the magazine, once; the address finds the language that there is."""
    facts = {
        "issue": in_every_language(lambda: name(issue)),
        "theme": {lang: page.latest_revision.content["theme"] for lang, page in pages.items() if page.latest_revision},
    }
    following.announce(
        ISSUE,
        about=[ContentType.objects.get_for_model(Issue)],
        facts=facts,
        link=reverse("issue_anyway", args=[issue.pk]),
        key=f"issue:{issue.pk}",
    )
