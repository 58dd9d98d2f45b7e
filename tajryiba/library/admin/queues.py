"""Two lists for the staff: materials whose day of review has come, and links that do not answer."""

from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from tajryiba.core.errors import DomainError

from ..domain import confirm_review
from ..enums import LinkState
from ..models import LinkCheck, Material

MEMBER = "library.change_material"
YEAR = 365


# --- Reviews ---


class ReviewListView(IndexView):
    model = Material
    permission_policy = ModelPermissionPolicy(Material)
    any_permission_required = ["change"]
    page_title = _("Materials to review")
    header_icon = "history"
    default_ordering = ("review_on", "pk")
    paginate_by = 50
    columns = [
        TitleColumn("working_title", label=_("Material"), url_name="library_review"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        DateColumn("review_on", label=_("Review it on"), sort_key="review_on"),
        Column("owner", label=_("Who reviews it"), accessor=lambda material: material.owner or _("nobody yet")),
    ]

    def get_base_queryset(self):
        return Material.objects.stale().select_related("owner")


class ReviewForm(forms.Form):
    next_on = forms.DateField(
        label=_("Review it again on"),
        help_text=_("Empty: never again."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReviewView(WagtailAdminTemplateMixin, FormView):
    """Confirm that a material still holds."""

    template_name = "library/admin/review.html"
    header_icon = "history"
    page_title = _("Review")
    form_class = ReviewForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MEMBER):
            raise PermissionDenied
        self.material = get_object_or_404(Material.objects.select_related("owner"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.material)

    def get_initial(self):
        return {"next_on": timezone.localdate() + timedelta(days=YEAR)}

    def get_context_data(self, **kwargs):
        edit = reverse("wagtailsnippets_library_material:edit", args=[self.material.pk])
        return {**super().get_context_data(**kwargs), "material": self.material, "edit_url": edit}

    def form_valid(self, form):
        try:
            confirm_review(self.material, actor=self.request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("next_on", refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, _("Confirmed: the material still holds."))
        return redirect("library_reviews:index")


# --- Links ---

FAULTS = {
    "unreachable": _("The site cannot be reached."),
    "too_slow": _("The site answers too slowly."),
    "private": _("The address leads into a closed network."),
    "redirects": _("The address leads on and on to other addresses."),
    "not_allowed": _("This is not an address of a page."),
}


def fault(check: LinkCheck):
    return FAULTS.get(check.fault) or (_("The site answered %(code)s") % {"code": check.fault} if check.fault else "")


def link(check: LinkCheck):
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', check.url, check.url[:80])


def material_link(check: LinkCheck):
    url = reverse("wagtailsnippets_library_material:edit", args=[check.item.material_id])
    return format_html('<a href="{}">{}</a>', url, check.item.material)


def moment(name: str):
    return lambda check: date_format(localtime(getattr(check, name)), "SHORT_DATETIME_FORMAT")


class LinkFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=LinkState.choices)

    class Meta:
        model = LinkCheck
        fields = ["state"]


class LinkListView(IndexView):
    model = LinkCheck
    permission_policy = ModelPermissionPolicy(LinkCheck)
    any_permission_required = ["view"]
    filterset_class = LinkFilterSet
    page_title = _("Links of the library")
    header_icon = "link"
    default_ordering = ("state", "since", "pk")  # broken, doubtful, works: as it happens, by the alphabet
    paginate_by = 50
    columns = [
        Column("material", label=_("Material"), accessor=material_link),
        Column("url", label=_("Link"), accessor=link),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("since", label=_("Since"), accessor=moment("since"), sort_key="since"),
        Column("fault", label=_("What happened"), accessor=fault),
        Column("checked_at", label=_("Checked"), accessor=moment("checked_at"), sort_key="checked_at"),
    ]

    def get_base_queryset(self):
        return LinkCheck.objects.select_related("item__material").filter(item__material__is_public=True)

    def get_page_subtitle(self):
        broken = self.get_base_queryset().filter(state=LinkState.BROKEN).count()
        return _("%(count)s broken") % {"count": broken}


class LibraryMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MEMBER)


class Queue(ViewSet):
    list_view: type[IndexView]
    add_to_admin_menu = True
    menu_item_class = LibraryMenuItem

    def get_urlpatterns(self):
        names = {"index_url_name": self.get_url_name("index"), "index_results_url_name": self.get_url_name("results")}
        return [
            path("", self.list_view.as_view(**names), name="index"),
            path("results/", self.list_view.as_view(**names, results_only=True), name="results"),
        ]


class ReviewViewSet(Queue):
    name = "library_reviews"
    icon = "history"
    menu_label = _("Materials to review")
    menu_order = 112
    list_view = ReviewListView


class LinkViewSet(Queue):
    name = "library_links"
    icon = "link"
    menu_label = _("Links of the library")
    menu_order = 113
    list_view = LinkListView


def urls() -> list:
    return [path("library/<int:pk>/review/", ReviewView.as_view(), name="library_review")]
