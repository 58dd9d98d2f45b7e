"""What editors scheduled in Wagtail: taken live and taken down on time, each object in a transaction of its own.

Wagtail's own command publishes without one, so a fault half-way would leave a text live and the catalogue unaware.
"""

import logging

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

log = logging.getLogger(__name__)


def publish_and_expire() -> int:
    """Do what is due by now; returns how many objects changed. One that fails is logged, the others go on."""
    return sum(_each(_due_to_expire(), _take_down)) + sum(_each(_due_to_publish(), _take_live))


def _due_to_publish() -> list[Revision]:
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
    return list(due.order_by("approved_go_live_at", "pk"))


def _due_to_expire() -> list[DraftStateMixin]:
    models = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not _is_kind_of_page(model)
    ]
    return [found for model in models for found in model.objects.filter(live=True, expire_at__lte=timezone.now())]


def _is_kind_of_page(model) -> bool:
    """Every page is a row of `Page` too, and is taken down there once."""
    return issubclass(model, Page) and model is not Page


def _take_live(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _take_down(instance: DraftStateMixin) -> None:
    instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _each(items: list, action):
    for item in items:
        try:
            with transaction.atomic():
                action(item)
        except Exception:  # whatever one object breaks on, the others must go on
            log.exception("scheduled %s of %s %s failed", action.__name__, type(item).__name__, item.pk)
        else:
            yield 1
