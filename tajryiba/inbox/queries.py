"""Reads over several models."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet

from tajryiba.core.roles import CONTENT_ADMIN
from tajryiba.people.models import User

from .models import Case
from .querysets import WAS_LATE, stopped_at


def handlers() -> QuerySet:
    """People who may work with cases: by a role with the permission, or superusers."""
    permission = {"permissions__codename": "change_case", "permissions__content_type__app_label": "inbox"}
    roles = Group.objects.filter(**permission)
    return User.objects.filter(Q(groups__in=roles) | Q(is_superuser=True), is_active=True).distinct()


def on_duty(case: Case, *, late: bool = False) -> list[User]:
    """Whom to tell about the case: who has it, else the content administrators, else all who may work with cases.

    When it is `late` and somebody has it who does not work with cases (an expert), the staff hear of it too.
    Never the client themselves.
    """
    has_it = [case.assignee] if case.assignee is not None and case.assignee.is_active else []
    if has_it and not (late and not case.assignee.has_perm("inbox.see_case", case)):
        return has_it
    others = handlers().exclude(pk__in=[case.client_id or 0, *(person.pk for person in has_it)])
    return has_it + (list(others.filter(groups__name=CONTENT_ADMIN)) or list(others))


def cases_of(obj: Model) -> QuerySet:
    """Cases about `obj`, newest first."""
    content_type = ContentType.objects.get_for_model(obj)
    return Case.objects.filter(content_type=content_type, object_id=obj.pk).order_by("-opened_at", "-pk")


def load_case(pk: int) -> Case | None:
    """A case with everything its page shows."""
    related = ("client", "assignee", "first_reaction_by", "closed_by", "organisation", "unit", "content_type")
    return Case.objects.select_related(*related).prefetch_related("reactions__actor").filter(pk=pk).first()


def figures(cases: QuerySet | None = None) -> dict[str, int]:
    """How many were opened, wait, wait too long, were reacted to in time and late: one query."""
    rows = (Case.objects.all() if cases is None else cases).annotate(stopped=stopped_at())
    waits, reacted = Q(first_reaction_at=None, closed_at=None), Q(first_reaction_at__isnull=False)
    return rows.aggregate(
        opened=Count("pk"),
        waiting=Count("pk", filter=waits),
        late_now=Count("pk", filter=waits & WAS_LATE),
        in_time=Count("pk", filter=reacted & ~WAS_LATE),
        late=Count("pk", filter=reacted & WAS_LATE),
        closed_without=Count("pk", filter=Q(first_reaction_at=None, closed_at__isnull=False)),
    )
