"""Leads in the Wagtail admin: the board, a lead's own page, and one address for its verbs."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from tajryiba.core.errors import DomainError

from .. import duplicates
from ..models import Practice
from ..places import resolve_unit, unit_label, unit_labels
from ..topics import suggest_topics
from . import domain, forms, queries
from .enums import BEFORE_PRACTICE, MOVES, LeadState
from .models import Lead

MOVE_LABELS = {
    LeadState.CONTACTED: _("Contacted"),
    LeadState.CHECKED: _("Checked"),
    LeadState.FOUND: _("Back to found"),
    LeadState.DESCRIBED: _("Back to described"),
}


class LeadsOnly:
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("practices.keep_leads"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class BoardView(LeadsOnly, WagtailAdminTemplateMixin, TemplateView):
    """The board by state, months against the norm, and the line with which a lead is added in seconds."""

    template_name = "practices/leads/board.html"
    page_title = _("Leads")
    header_icon = "search"

    def get_context_data(self, **kwargs):
        columns = [
            {"column": column, "leads": [{"lead": lead, "moves": moves_of(lead)} for lead in column.leads]}
            for column in queries.board()
        ]
        months = queries.months()
        kwargs.setdefault("form", forms.QuickLeadForm(actor=self.request.user))
        context = {
            "columns": columns,
            "months": months,
            "this_month": months[0],
            "norm": queries.NORM,
            "unit_labels": unit_labels(),
            "dropped": LeadState.DROPPED,
            "breadcrumbs_items": [],
        }
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request):
        form = forms.QuickLeadForm(request.POST, request.FILES, actor=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        data = form.cleaned_data
        unit = resolve_unit(data["place"])
        known = Lead.objects.filter(key=data["key"]).exists()
        alike = [] if data["sure"] or known else duplicates_of(data["title"], unit)
        if alike:
            return self.render_to_response(self.get_context_data(form=form, alike=alike))
        try:
            form.save()
        except DomainError as refusal:
            form.add_error("photo", refusal.message)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("The lead is on the board."))
        return redirect("leads:board")


def duplicates_of(title: str, unit=None, but: int | None = None) -> list[duplicates.Likeness]:
    return [
        *duplicates.similar_texts(title, unit=unit),
        *duplicates.similar_leads(title, unit, but=but),
        *duplicates.similar_drafts(title),
    ]


def moves_of(lead: Lead) -> list[dict]:
    return [{"state": state, "label": MOVE_LABELS[state]} for state in MOVES[LeadState(lead.state)]]


class LeadView(LeadsOnly, WagtailAdminTemplateMixin, TemplateView):
    """One lead: what is known, what is alike, what may be done with it."""

    template_name = "practices/leads/lead.html"
    header_icon = "search"

    def dispatch(self, request, *args, **kwargs):
        rows = Lead.objects.select_related("unit", "practice", "image", "follows_up", "created_by")
        self.lead = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.lead.title

    def _initial(self) -> dict:
        return {"place": unit_label(self.lead.unit) if self.lead.unit else self.lead.place}

    def get_context_data(self, **kwargs):
        lead = self.lead
        kwargs.setdefault("form", forms.LeadForm(instance=lead, initial=self._initial()))
        suggested = suggest_topics(f"{lead.title} {lead.note}", limit=1)
        initial = {"topic": suggested[0].pk if suggested else None}
        context = {
            "lead": lead,
            "moves": moves_of(lead),
            "alike": duplicates_of(lead.title, lead.unit, but=lead.pk) if not lead.practice_id else [],
            "drop_form": forms.DropForm(),
            "describe_form": forms.DescribeForm(initial=initial) if lead.state in BEFORE_PRACTICE else None,
            "can_be_dropped": lead.state not in (LeadState.PUBLISHED, LeadState.DROPPED),
            "is_dropped": lead.state == LeadState.DROPPED,
            "unit_labels": unit_labels(),
            "breadcrumbs_items": [{"url": reverse("leads:board"), "label": _("Leads")}, {"label": lead.title}],
        }
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request, pk):
        form = forms.LeadForm(request.POST, instance=Lead.objects.get(pk=pk))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        domain.change_lead(lead=self.lead, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The lead is saved."))
        return redirect("leads:lead", pk)


class VerbView(LeadsOnly, View):
    """A button of the board or of a lead's page; a second press changes nothing."""

    http_method_names = ["post"]

    def post(self, request, pk, verb):
        lead = get_object_or_404(Lead, pk=pk)
        verbs = {"move": self.move, "drop": self.drop, "reopen": self.reopen, "describe": self.describe}
        verbs["link"] = self.link
        if verb not in verbs:
            raise Http404
        try:
            answer = verbs[verb](request, lead)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            answer = None
        return answer or redirect("leads:board")

    def move(self, request, lead):
        state = request.POST.get("state", "")
        if state not in LeadState:
            raise Http404
        domain.move_lead(lead=lead, state=state, actor=request.user)

    def drop(self, request, lead):
        domain.drop_lead(lead=lead, reason=request.POST.get("reason", ""), actor=request.user)
        messages.success(request, _("The lead is dropped, the reason is kept."))

    def reopen(self, request, lead):
        domain.reopen_lead(lead=lead, actor=request.user)

    def describe(self, request, lead):
        form = forms.DescribeForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose the main topic."))
            return redirect("leads:lead", lead.pk)
        practice = domain.describe_lead(lead=lead, topic=form.cleaned_data["topic"], actor=request.user)
        return redirect("wagtailsnippets_practices_practice:edit", practice.pk)

    def link(self, request, lead):
        number = request.POST.get("practice", "")
        practice = get_object_or_404(Practice, pk=number if number.isdecimal() and len(number) < 19 else 0)
        domain.link_lead(lead=lead, practice=practice, actor=request.user)
        messages.success(request, _("The lead belongs to this practice now."))


class LeadsViewSet(ViewSet):
    name = "leads"

    def get_urlpatterns(self):
        return [
            path("", BoardView.as_view(), name="board"),
            path("<int:pk>/", LeadView.as_view(), name="lead"),
            path("<int:pk>/<slug:verb>/", VerbView.as_view(), name="verb"),
        ]


class LeadsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("practices.keep_leads")


@hooks.register("register_admin_viewset")
def leads_viewset():
    return LeadsViewSet()


@hooks.register("register_admin_menu_item")
def leads_menu_item():
    return LeadsMenuItem(_("Leads"), reverse("leads:board"), icon_name="search", order=110)
