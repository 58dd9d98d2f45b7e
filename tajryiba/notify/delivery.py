"""How letters leave: claimed one by one, sent outside any transaction, their end written down."""

from django.utils import timezone

from .models import Delivery


def deliver_due() -> int:
    """Send what is due; returns how many left. (Filled in the next step.)"""
    return Delivery.objects.due().filter(due_at__lte=timezone.now()).count() * 0
