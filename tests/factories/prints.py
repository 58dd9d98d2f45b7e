"""Printed files of the magazine."""

from django.core.files.base import ContentFile
from django.utils import timezone

from tajryiba.magazine.domain import create_article, create_issue, write_page
from tajryiba.magazine.models import Print


def ready(page, format: str = "pdf", **facts) -> Print:
    """A file of a page, made already."""
    field = "issue_page" if hasattr(page, "editorial") else "article_page"
    row = Print(**{field: page}, format=format, fingerprint=format * 8, state="ready", made_at=timezone.now(), **facts)
    row.save()
    row.file.save(f"made.{format}", ContentFile(b"%PDF-1.7"))
    return row


def addresses() -> dict[str, dict]:
    """For tests/test_matrix.py: an issue and an article with a file in Kyrgyz."""
    issue = create_issue(year=2035, month=1)
    article = create_article(working_title="Суу")
    page = write_page(issue, lang="ky", title="№ 1", publish=True)
    story = write_page(article, lang="ky", title="Суу", publish=True)
    row = ready(page)
    ready(story)
    return {
        "issue_print": {"slug": page.slug, "format": "pdf"},
        "article_print": {"slug": story.slug, "format": "pdf"},
        "magazine_prints": {"pk": issue.pk},
        "magazine_prints:file": {"pk": row.pk},
    }
