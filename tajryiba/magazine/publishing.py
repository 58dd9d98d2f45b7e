"""The one seam of signals that the architecture allows: Wagtail publishes a page, a verb of ours does the rest."""

from wagtail.signals import page_published, page_unpublished

from .models import ArticlePage, IssuePage, NewsPage, StaticPage

PAGES = (ArticlePage, IssuePage, NewsPage, StaticPage)


def connect() -> None:
    for model in PAGES:
        page_published.connect(_published, sender=model, dispatch_uid=f"magazine.published.{model.__name__}")
        page_unpublished.connect(_unpublished, sender=model, dispatch_uid=f"magazine.unpublished.{model.__name__}")


def _published(sender, instance, revision=None, **kwargs) -> None:
    from .domain import page_published as verb  # noqa: PLC0415  (the app registry loads this module)

    verb(instance, actor=revision.user if revision else None)


def _unpublished(sender, instance, **kwargs) -> None:
    from .domain import page_unpublished as verb  # noqa: PLC0415

    verb(instance)
