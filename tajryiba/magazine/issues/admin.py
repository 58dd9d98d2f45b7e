"""Issues in the Wagtail admin: the list, a plan for the next one, the one screen on which an issue is assembled."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from tajryiba.core.errors import DomainError

from ..digests.admin import ComposeView, DigestView, OpenDigestView, SendView
from ..enums import ISSUE_TRANSITIONS, IssueState
from ..models import Issue
from . import queries
from .access import IssueView
from .forms import FactsForm, NewArticleForm, PlanForm
from .naming import name
from .verbs import PublishView, VerbView

STATE_LABELS = {
    IssueState.PLANNED: _("Back to planned"),
    IssueState.ASSEMBLING: _("Assemble"),
    IssueState.PROOF: _("Put into proof"),
}


class EditorsOnly(WagtailAdminTemplateMixin):
    header_icon = "doc-full-inverse"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("magazine.assemble"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ListView(EditorsOnly, TemplateView):
    template_name = "magazine/issues/list.html"
    page_title = _("Issues")

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "years": queries.issues_by_year(), "breadcrumbs_items": []}


class PlanView(EditorsOnly, TemplateView):
    template_name = "magazine/issues/facts.html"
    page_title = _("Plan an issue")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", PlanForm(initial=queries.next_issue()))
        crumbs = [{"url": reverse("issues:list"), "label": _("Issues")}, {"url": "", "label": self.page_title}]
        return {**super().get_context_data(**kwargs), "breadcrumbs_items": crumbs, "button": _("Plan the issue")}

    def post(self, request):
        form = PlanForm(request.POST)
        try:
            issue = form.save(actor=request.user) if form.is_valid() else None
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            issue = None
        if issue is None:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("The issue is planned. Add its articles."))
        return redirect("issues:issue", issue.pk)


class FactsView(IssueView):
    template_name = "magazine/issues/facts.html"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FactsForm(instance=self.issue))
        return {**super().get_context_data(**kwargs), "button": _("Save")}

    def post(self, request, pk: int):
        form = FactsForm(request.POST, instance=Issue.objects.get(pk=pk))
        try:
            saved = form.is_valid() and form.save(actor=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            saved = None
        if not saved:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("The facts of the issue are saved."))
        return redirect("issues:issue", pk)


class AssembleView(IssueView):
    """Facts, articles in their order, readiness of each language, the norm, what may be done next."""

    template_name = "magazine/issues/assemble.html"

    def get_context_data(self, **kwargs):
        issue, query = self.issue, self.request.GET.get("q", "")[:200]
        moves = ISSUE_TRANSITIONS[IssueState(issue.state)] - {IssueState.PUBLISHED}
        context = {
            "assembly": queries.assembly(issue),
            "name": name(issue),
            "query": query,
            "searched": "q" in self.request.GET,
            "free": queries.free_articles(query) if "q" in self.request.GET else [],
            "others": queries.other_issues(issue),
            "new_form": NewArticleForm(),
            "moves": [(state, STATE_LABELS[state]) for state in IssueState if state in moves],
            "in_proof": issue.state == IssueState.PROOF,
            "is_out": issue.state == IssueState.PUBLISHED,
            "may_publish": self.request.user.has_perm("magazine.publish_issue"),
        }
        return {**super().get_context_data(**kwargs), **context}


class IssuesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("magazine.assemble")


class IssuesViewSet(ViewSet):
    name = "issues"
    icon = "doc-full-inverse"
    menu_label = _("Issues")
    menu_order = 91
    add_to_admin_menu = True
    menu_item_class = IssuesMenuItem

    @property
    def menu_url(self):
        return reverse("issues:list")

    def get_urlpatterns(self):
        return [
            path("", ListView.as_view(), name="list"),
            path("plan/", PlanView.as_view(), name="plan"),
            path("<int:pk>/", AssembleView.as_view(), name="issue"),
            path("<int:pk>/facts/", FactsView.as_view(), name="facts"),
            path("<int:pk>/publish/", PublishView.as_view(), name="publish"),
            path("<int:pk>/digest/<slug:kind>/", DigestView.as_view(), name="digest"),
            path("<int:pk>/digest/<slug:kind>/open/", OpenDigestView.as_view(), name="open_digest"),
            path("<int:pk>/digest/<slug:kind>/compose/", ComposeView.as_view(), name="compose"),
            path("<int:pk>/digest/<slug:kind>/send/", SendView.as_view(), name="send"),
            path("<int:pk>/do/<slug:verb>/", VerbView.as_view(), name="verb"),
        ]
