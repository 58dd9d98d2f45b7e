"""The one seam of signals that the architecture allows: Wagtail publishes, a verb of ours does the rest."""

from wagtail.signals import published, unpublished

from .models import PracticeText


def connect() -> None:
    published.connect(_published, sender=PracticeText, dispatch_uid="practices.published")
    unpublished.connect(_unpublished, sender=PracticeText, dispatch_uid="practices.unpublished")


def _published(sender, instance, revision=None, **kwargs) -> None:
    from .domain import text_published  # noqa: PLC0415  (the app registry loads this module)

    if instance.live:  # Wagtail says so of what is only scheduled, too
        text_published(instance, actor=revision.user if revision else None)


def _unpublished(sender, instance, **kwargs) -> None:
    from .domain import text_unpublished  # noqa: PLC0415

    text_unpublished(instance)
