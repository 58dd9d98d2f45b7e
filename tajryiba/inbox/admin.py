"""The inbox in the Wagtail admin: the list, late ones first, and the page of one case with its three verbs."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from tajryiba.core import related
from tajryiba.core.errors import DomainError

from . import kinds, queries
from .forms import CloseForm, HandOverForm, ReactForm
from .models import Case


def moment(value) -> str:
    return date_format(localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


def due(case: Case) -> str:
    """The time, and in words whether it has passed: never by colour alone."""
    if not case.waits or not case.is_late:
        return moment(case.due_at)
    return format_html('<span class="w-status w-status--primary">{}</span> {}', _("late"), moment(case.due_at))


def reaction(case: Case) -> str:
    if case.first_reaction_at is None:
        return str(_("closed without a reaction") if case.closed_at else _("nobody yet"))
    said = _("in time") if not case.is_late else _("late")
    return f"{moment(case.first_reaction_at)} · {said}"


class CaseFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[("waiting", _("Waits for a reaction")), ("open", _("Not closed")), ("closed", _("Closed"))],
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kinds.choices)
    mine = django_filters.BooleanFilter(label=_("Handed to me"), method="of_mine")

    class Meta:
        model = Case
        fields = ["state", "kind", "mine"]

    def in_state(self, cases, name, value):
        states = {"waiting": cases.waiting, "open": cases.open}
        return states[value]() if value in states else cases.filter(closed_at__isnull=False)

    def of_mine(self, cases, name, value):
        return cases.filter(assignee=self.request.user) if value else cases.exclude(assignee=self.request.user)


class CaseListView(IndexView):
    model = Case
    permission_policy = ModelPermissionPolicy(Case)
    any_permission_required = ["view", "change"]
    filterset_class = CaseFilterSet
    page_title = _("Reactions within 24 hours")
    header_icon = "mail"
    default_ordering = ("urgency", "due_at", "pk")
    paginate_by = 50
    columns = [
        TitleColumn("subject", label=_("About"), url_name="cases:case"),
        Column("kind", label=_("Kind"), accessor="kind_label"),
        Column("due_at", label=_("React by"), accessor=due, sort_key="due_at"),
        Column("reaction", label=_("First reaction"), accessor=reaction),
        Column("assignee", label=_("Who reacts")),
        Column("opened_at", label=_("Opened"), accessor=lambda case: moment(case.opened_at), sort_key="opened_at"),
    ]

    def get_base_queryset(self):
        return Case.objects.visible_to(self.request.user).by_urgency().select_related("assignee")

    def get_page_subtitle(self):
        figures = queries.figures()
        return _("%(waiting)s wait, %(late)s of them late") % {
            "waiting": figures["waiting"],
            "late": figures["late_now"],
        }


FORMS = {
    "react": (ReactForm, _("Reply to the client"), _("The reaction is recorded.")),
    "hand_over": (HandOverForm, _("Hand over"), _("Handed over.")),
    "close": (CloseForm, _("Close the case"), _("The case is closed.")),
}


class CaseView(WagtailAdminTemplateMixin, TemplateView):
    """One case: what it is about, its history, and what can be done with it. A refusal stands on the form."""

    template_name = "inbox/admin/case.html"
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        self.case = queries.load_case(kwargs["pk"]) if kwargs["pk"] < 2**63 else None
        if not request.user.has_perm("inbox.see_case", self.case):
            raise PermissionDenied
        if self.case is None:
            raise Http404
        own = self.case.client_id == request.user.pk  # a superuser has every permission, but not over their own case
        self.may_handle = not own and request.user.has_perm("inbox.handle_case", self.case)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.case.subject

    def get_breadcrumbs_items(self):
        cases = {"url": reverse("cases:index"), "label": CaseListView.page_title}
        return [*self.breadcrumbs_items, cases, {"url": "", "label": self.case.subject}]

    def get_context_data(self, sent=None, **kwargs):
        # Blocks of the apps that opened the case: what was sent, and where the work is done.
        work = related.render("inbox.case", {"request": self.request}, self.case)
        obj = self.case.obj
        return {
            **super().get_context_data(**kwargs),
            "case": self.case,
            "work": mark_safe("".join(work)),  # noqa: S308  (the blocks return safe HTML)
            "address": obj.get_absolute_url() if hasattr(obj, "get_absolute_url") and not work else "",
            "forms": self._forms(sent) if self.may_handle and self.case.closed_at is None else [],
        }

    def _forms(self, sent=None) -> list[dict]:
        return [
            {"name": name, "label": label, "form": sent if isinstance(sent, cls) else cls(case=self.case, prefix=name)}
            for name, (cls, label, _done) in FORMS.items()
        ]

    def post(self, request, pk: int):
        if not self.may_handle:
            raise PermissionDenied
        name = request.POST.get("verb")
        if name not in FORMS:
            raise Http404
        form_class, _label, done = FORMS[name]
        form = form_class(request.POST, case=self.case, prefix=name)
        if form.is_valid():
            try:
                form.save(actor=request.user)
            except DomainError as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, done)
                return redirect("cases:case", pk)
        return self.render_to_response(self.get_context_data(sent=form))


class CaseMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("inbox.see_case")


class CaseViewSet(ViewSet):
    name = "cases"
    icon = "mail"
    menu_label = _("Reactions")
    menu_order = 50
    add_to_admin_menu = True
    menu_item_class = CaseMenuItem

    def get_urlpatterns(self):
        names = {"index_url_name": self.get_url_name("index"), "index_results_url_name": self.get_url_name("results")}
        return [
            path("", CaseListView.as_view(**names), name="index"),
            path("results/", CaseListView.as_view(**names, results_only=True), name="results"),
            path("<int:pk>/", CaseView.as_view(), name="case"),
        ]
