"""Which printed files are whose."""

from django.db import models

from ..enums import PrintState


class PrintQuerySet(models.QuerySet):
    def of(self, page):
        """Of one page: `page` is a page of an issue or of an article."""
        return self.filter(**{field_of(page): page})

    def ready(self):
        return self.filter(state=PrintState.READY)

    def public(self):
        """What readers may take: ready, of live words. Agrees with `rules.can_read_print`."""
        live = models.Q(issue_page__live=True) | models.Q(article_page__live=True)
        return self.ready().filter(live, is_proof=False)

    def newest(self):
        return self.order_by("-made_at", "-pk")


def field_of(page) -> str:
    return "issue_page" if hasattr(page, "editorial") else "article_page"
