"""What people look for, by month and topic, in the Wagtail admin under Reports; first of all what they do not find."""

import django_filters
from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from tajryiba.practices.catalogue.search import register_names
from tajryiba.reference.models import Topic
from tajryiba.search.models import AskedQuery


class AskedFilterSet(WagtailFilterSet):
    month = django_filters.ChoiceFilter(label=_("Month"), choices=lambda: months())
    nothing = django_filters.BooleanFilter(
        label=_("Without result"), method="without_result", widget=django_filters.widgets.BooleanWidget
    )
    topic = django_filters.ModelChoiceFilter(label=_("Topic"), queryset=Topic.objects.all(), method="of_topic")

    class Meta:
        model = AskedQuery
        fields = ["month", "lang"]

    def without_result(self, queryset, name, value):
        return queryset.filter(found=0) if value else queryset.filter(found__gt=0)

    def of_topic(self, queryset, name, topic):
        return queryset.filter(topic=topic.pk)


def months() -> list[tuple[str, str]]:
    found = AskedQuery.objects.order_by("-month").values_list("month", flat=True).distinct()
    return [(month.isoformat(), date_format(month, "YEAR_MONTH_FORMAT")) for month in found]


def topic_name(row: AskedQuery) -> str:
    return register_names()["topics"].get(str(row.topic), "")


class AskedListView(IndexView):
    model = AskedQuery
    permission_policy = ModelPermissionPolicy(AskedQuery)
    any_permission_required = ["view"]
    filterset_class = AskedFilterSet
    page_title = _("What people look for")
    header_icon = "search"
    default_ordering = ("-month", "found", "-asked", "pk")
    paginate_by = 50
    columns = [
        Column("month", label=_("Month"), accessor=lambda row: date_format(row.month, "YEAR_MONTH_FORMAT")),
        Column("text", label=_("Question"), sort_key="text"),
        Column("lang", label=_("Language"), sort_key="lang"),
        Column("asked", label=_("Times asked"), sort_key="asked"),
        Column("found", label=_("Results found"), sort_key="found"),
        Column("topic", label=_("Topic"), accessor=topic_name),
        Column("clicks", label=_("Times opened"), sort_key="clicks"),
        Column("mean_rank", label=_("Mean place of what was opened"), accessor="mean_rank"),
    ]


class AskedViewSet(ViewSet):
    name = "searches"

    def get_urlpatterns(self):
        names = {"index_url_name": self.get_url_name("index"), "index_results_url_name": self.get_url_name("results")}
        return [
            path("", AskedListView.as_view(**names), name="index"),
            path("results/", AskedListView.as_view(**names, results_only=True), name="results"),
        ]


class AskedMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("search.view_askedquery")


@hooks.register("register_admin_viewset")
def asked_viewset():
    return AskedViewSet()


@hooks.register("register_reports_menu_item")
def asked_menu_item():
    return AskedMenuItem(_("What people look for"), reverse("searches:index"), icon_name="search", order=60)


@hooks.register("register_permissions")
def asked_permissions():
    return Permission.objects.filter(content_type__app_label="search", codename="view_askedquery")
