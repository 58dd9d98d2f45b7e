"""The log in the Wagtail admin, under Reports: a list to read, with no address that could add, change or remove."""

import django_filters
from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Event


class EventFilterSet(WagtailFilterSet):
    verb = django_filters.CharFilter(label=_("What"), lookup_expr="istartswith")
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = Event
        fields = ["verb", "at"]


class EventListView(IndexView):
    model = Event
    queryset = Event.objects.select_related("content_type")
    permission_policy = ModelPermissionPolicy(Event)
    any_permission_required = ["view"]
    filterset_class = EventFilterSet
    page_title = _("Event log")
    header_icon = "history"
    default_ordering = "-at"
    paginate_by = 50
    columns = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("verb", label=_("What"), sort_key="verb"),
        Column("content_type", label=_("Kind of object")),
        Column("object_id", label=_("Number")),
        Column("actor_id", label=_("Account")),
        Column("data", label=_("Facts")),
    ]


class EventViewSet(ViewSet):
    name = "events"

    def get_urlpatterns(self):
        names = {"index_url_name": self.get_url_name("index"), "index_results_url_name": self.get_url_name("results")}
        return [
            path("", EventListView.as_view(**names), name="index"),
            path("results/", EventListView.as_view(**names, results_only=True), name="results"),
        ]


class EventMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("audit.view_event")


@hooks.register("register_admin_viewset")
def event_viewset():
    return EventViewSet()


@hooks.register("register_reports_menu_item")
def event_menu_item():
    return EventMenuItem(_("Event log"), reverse("events:index"), icon_name="history", order=50)


@hooks.register("register_permissions")
def event_permissions():
    return Permission.objects.filter(content_type__app_label="audit", codename="view_event")
