"""Reads over several models."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from tajryiba.people.models import User

from .models import Case


def handlers():
    """People who work with cases: a role with the permission, or a superuser."""
    allowed = {"permissions__codename": "change_case", "permissions__content_type__app_label": "inbox"}
    roles = User.groups.rel.model.objects.filter(**allowed)
    return User.objects.filter(Q(groups__in=roles) | Q(is_superuser=True), is_active=True).distinct()


def on_duty(case: Case) -> list[User]:
    """Whom to tell about the case: the one who has it, else all who work with cases; never the client themselves."""
    if case.assignee is not None and case.assignee.is_active:
        return [case.assignee]
    return list(handlers().exclude(pk=case.client_id or 0))


def cases_of(obj: Model):
    """Cases about `obj`, newest first."""
    content_type = ContentType.objects.get_for_model(obj)
    return Case.objects.filter(content_type=content_type, object_id=obj.pk).order_by("-opened_at", "-pk")
