"""What the pages of the magazine show of printed files (core.related)."""

from django.template.loader import render_to_string
from django.urls import reverse

from . import queries
from .querysets import field_of


def downloads(context: dict, page) -> str:
    """Links with format, size and pages; nothing while no file is ready. At "magazine.issue" and "magazine.article"."""
    name = "issue_print" if field_of(page) == "issue_page" else "article_print"
    rows = queries.downloads_of(page)
    if not rows:
        return ""
    links = [{"row": row, "url": reverse(name, args=[page.slug, row.format])} for row in rows]
    return render_to_string("magazine/typesetting/_downloads.html", {"links": links}, request=context.get("request"))


def way_to_prints(context: dict, issue) -> str:
    """On the screen of an issue in the admin, at "magazine.assemble"."""
    return render_to_string("magazine/typesetting/_way.html", {"issue": issue}, request=context.get("request"))
