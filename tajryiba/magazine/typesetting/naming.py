"""What stands at the head of the magazine, and how its files are called."""

from django.utils.translation import gettext_lazy as _

from ..issues.naming import months, numbers
from ..models import Issue

TITLE = "Муниципалитет"
ISSN = "1694-7053"
SUBTITLE = _("Magazine of local self-government")


def number_line(issue: Issue) -> str:
    """«№ 11 (157)»; year and month while no number is given."""
    return numbers(issue) or issue.slug


def issue_line(issue: Issue) -> str:
    """«№ 11 (157), ноябрь 2026»."""
    return f"{number_line(issue)}, {months(issue)}"


def file_name(row) -> str:
    """munitsipalitet-2026-11-ky.pdf, munitsipalitet-suu-keldi-ky.epub: Latin, readable, without spaces."""
    page = row.page
    proof = "-proof" if row.is_proof else ""
    return f"munitsipalitet-{page.slug}-{page.lang}{proof}.{row.format}"
