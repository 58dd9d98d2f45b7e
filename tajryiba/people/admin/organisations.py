"""Organisations, memberships and consent texts in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from tajryiba.core.errors import DomainError

from .. import domain
from ..enums import MemberState
from ..models import ConsentText, Membership, Organisation
from . import forms


class VerbView(WagtailAdminTemplateMixin, FormView):
    """The form of a verb, perhaps about one organisation, and the verb's refusal beside what was entered."""

    template_name = "people/admin_verb.html"
    permission = "people.create_organisation"
    submit_label = _("Save")
    done = _("Done: %(what)s.")
    back = "organisation:index"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.organisation = get_object_or_404(Organisation, pk=kwargs["pk"]) if "pk" in kwargs else None
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.organisation or "")

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "submit_label": self.submit_label}

    def form_valid(self, form):
        about = {"organisation": self.organisation} if self.organisation else {}
        try:
            what = form.save(by=self.request.user, **about)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, self.done % {"what": what})
        return redirect(self.back)


class NewOrganisationView(VerbView):
    form_class = forms.NewOrganisationForm
    page_title = _("Add an organisation")


class RenameView(VerbView):
    form_class = forms.RenameForm
    page_title = _("Rename")

    def get_initial(self):
        return {f"name_{code}": getattr(self.organisation, f"name_{code}") for code in forms.LANGUAGES}


class SucceedView(VerbView):
    form_class = forms.SucceedForm
    page_title = _("Hand over to a successor")
    submit_label = _("End the organisation")


class InviteView(VerbView):
    form_class = forms.InviteForm
    page_title = _("Invite a person")
    submit_label = _("Invite")
    back = "membership:index"
    done = _("The person is invited.")


class OrganisationIndexView(IndexView):
    is_searchable = True

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("unit")

    def search_queryset(self, queryset):
        """By present and former names, without ң ө ү if need be."""
        return queryset.matching(self.search_query) if self.search_query else queryset

    def get_add_url(self):
        return reverse("organisation:new") if self.request.user.has_perm("people.create_organisation") else None


class OrganisationEditView(EditView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.is_current and self.request.user.has_perm("people.rename_organisation"):
            for name, label, icon in (
                ("rename", _("Rename"), "edit"),
                ("succeed", _("Hand over to a successor"), "redirect"),
            ):
                buttons.append(
                    Button(label, url=reverse(f"organisation:{name}", args=[self.object.pk]), icon_name=icon)
                )
        return buttons


class OrganisationViewSet(ModelViewSet):
    name = "organisation"
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    index_view_class = OrganisationIndexView
    edit_view_class = OrganisationEditView
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["name", "category", "unit", "valid_to"]
    list_filter = ["category"]
    list_per_page = 50
    ordering = ["sort_ru", "pk"]

    def get_form_class(self, for_update=False):
        return forms.OrganisationForm

    def get_urlpatterns(self):
        return [
            path("new/", NewOrganisationView.as_view(), name="new"),
            path("rename/<int:pk>/", RenameView.as_view(), name="rename"),
            path("succeed/<int:pk>/", SucceedView.as_view(), name="succeed"),
            *(pattern for pattern in super().get_urlpatterns() if pattern.name != "add"),
        ]


class MembershipIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user", "organisation")

    def get_add_url(self):
        return reverse("membership:invite") if self.request.user.has_perm("people.create_organisation") else None

    def get_list_more_buttons(self, instance):
        decisions = {
            MemberState.ASKED: (("admit", _("Admit")), ("refuse", _("Refuse"))),
            MemberState.ACTIVE: (
                ("appoint", _("Make a manager")),
                ("demote", _("Make an ordinary member")),
                ("remove", _("Remove")),
            ),
        }.get(instance.state, ())
        return [Button(label, url=reverse("membership:decide", args=[instance.pk, name])) for name, label in decisions]


class DecideView(WagtailAdminTemplateMixin, FormView):
    """Asks once more, then calls the verb."""

    template_name = "people/admin_verb.html"
    form_class = forms.forms.Form
    page_title = _("Decide about a membership")
    verbs = {
        "admit": domain.admit_member,
        "refuse": domain.refuse_member,
        "appoint": domain.appoint_manager,
        "demote": domain.demote_manager,
        "remove": domain.remove_member,
    }

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("people.create_organisation"):
            raise PermissionDenied
        if kwargs["decision"] not in self.verbs:
            raise Http404
        self.membership = get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return f"{self.membership.user} · {self.membership.organisation}"

    def form_valid(self, form):
        try:
            self.verbs[self.kwargs["decision"]](membership=self.membership, by=self.request.user)
        except DomainError as refusal:
            messages.error(self.request, refusal.message)
        else:
            messages.success(self.request, _("Done."))
        return redirect("membership:index")


class MembershipViewSet(ModelViewSet):
    """A list with decisions; a row is never edited by hand."""

    name = "membership"
    model = Membership
    icon = "user"
    menu_label = _("Memberships")
    index_view_class = MembershipIndexView
    list_display = ["user", "organisation", "role", "state", "asked_at"]
    list_filter = ["state", "role"]
    list_per_page = 50
    copy_view_enabled = False
    form_fields = []

    def get_index_view_kwargs(self, **kwargs):
        return {**super().get_index_view_kwargs(**kwargs), "edit_url_name": None, "delete_url_name": None}

    def get_urlpatterns(self):
        return [
            path("invite/", InviteView.as_view(), name="invite"),
            path("<int:pk>/decide/<slug:decision>/", DecideView.as_view(), name="decide"),
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results")),
        ]


class ConsentTextViewSet(ModelViewSet):
    """Read by staff; a superuser adds a new version."""

    name = "consent_text"
    model = ConsentText
    icon = "doc-full"
    menu_label = _("Texts of consents")
    list_display = ["title", Column("kind", accessor="get_kind_display", label=_("Kind")), "version", "valid_from"]
    inspect_view_enabled = True
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return forms.ConsentTextForm


class PeopleGroup(ModelViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 400
    items = (OrganisationViewSet, MembershipViewSet, ConsentTextViewSet)
