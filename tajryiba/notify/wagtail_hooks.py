"""The outbox in the Wagtail admin, under Reports: which letters left, which did not and why (T13). Never their text."""

import django_filters
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from tajryiba.core.errors import DomainError

from . import domain
from .enums import Reason, State
from .models import Delivery


class LetterFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    reason = django_filters.ChoiceFilter(label=_("Reason"), choices=Reason.choices)

    class Meta:
        model = Delivery
        fields = ["state", "reason"]


class AgainColumn(Column):
    """A button for a letter that was not sent."""

    cell_template_name = "notify/admin/_again.html"


class LetterListView(IndexView):
    model = Delivery
    permission_policy = ModelPermissionPolicy(Delivery)
    any_permission_required = ["view"]
    queryset = Delivery.objects.select_related("notice__user")
    filterset_class = LetterFilterSet
    page_title = _("Letters")
    header_icon = "mail"
    default_ordering = "-pk"
    paginate_by = 50
    columns = [
        DateColumn("created_at", accessor="notice.created_at", label=_("When")),
        Column("kind", accessor="notice.kind", label=_("Kind")),
        Column("to", accessor="notice.user", label=_("To")),
        Column("state", accessor="get_state_display", label=_("State")),
        Column("reason", accessor="get_reason_display", label=_("Reason")),
        Column("detail", label=_("What the server said")),
        Column("tries", label=_("Tries")),
        AgainColumn("again", accessor="state", label=_("Try again")),
    ]


@require_POST
def try_again(request, pk: int):
    if not request.user.has_perm("notify.change_delivery"):
        raise PermissionDenied
    delivery = get_object_or_404(Delivery, pk=min(pk, 2**63 - 1))
    try:
        domain.try_again(delivery=delivery, actor=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The letter is tried again."))
    return redirect("letters:index")


class LetterViewSet(ViewSet):
    name = "letters"

    def get_urlpatterns(self):
        names = {"index_url_name": self.get_url_name("index"), "index_results_url_name": self.get_url_name("results")}
        return [
            path("", LetterListView.as_view(**names), name="index"),
            path("results/", LetterListView.as_view(**names, results_only=True), name="results"),
            path("<int:pk>/again/", try_again, name="again"),
        ]


class LetterMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("notify.view_delivery")


@hooks.register("register_admin_viewset")
def letter_viewset():
    return LetterViewSet()


@hooks.register("register_reports_menu_item")
def letter_menu_item():
    return LetterMenuItem(_("Letters"), reverse("letters:index"), icon_name="mail", order=60)


@hooks.register("register_permissions")
def letter_permissions():
    return Permission.objects.filter(content_type__app_label="notify", codename__endswith="_delivery").exclude(
        codename__in=["add_delivery", "delete_delivery"]
    )
