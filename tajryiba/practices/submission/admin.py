"""The review of submissions in the Wagtail admin, and the list of trusted organisations."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from tajryiba.core.errors import DomainError
from tajryiba.inbox.queries import cases_of

from . import domain, queries
from .completeness import meter
from .drawing import Drawing, DrawnGroup
from .enums import SubmissionState
from .models import Submission, TrustedOrganisation

PER_PAGE = 50
QUEUES = {"waiting": _("Waiting"), "all": _("All that was sent")}


class ReviewersOnly:
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("practices.review_submissions"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class QueueView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """What waits for the editors, the longest waiting first; or everything that was ever sent."""

    template_name = "practices/submission/admin/queue.html"
    page_title = _("Submissions")
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        queue = self.request.GET.get("queue", "waiting")
        sent = Submission.objects.sent().select_related("author", "organisation", "practice")
        rows = sent.order_by("-sent_at", "-pk") if queue == "all" else sent.waiting().order_by("sent_at", "pk")
        context = {
            "page": Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page")),
            "queue": queue,
            "queues": QUEUES.items(),
            "breadcrumbs_items": [],
        }
        return {**super().get_context_data(**kwargs), **context}


class ReviewView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """Every answer with a place for a comment, what is alike, and the decision."""

    template_name = "practices/submission/admin/review.html"
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        rows = Submission.objects.sent().select_related("author", "organisation", "practice")
        self.submission = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.submission)

    def get_context_data(self, **kwargs):
        submission, drawing = self.submission, Drawing(self.submission)
        typed = self.request.POST
        context = {
            "submission": submission,
            "steps": [(part.step, list(_answers(part, typed))) for part in drawing.steps()],
            "meter": meter(drawing.shape),
            "unit": drawing.shape.unit,
            "alike": queries.alike(drawing.shape),
            "case": cases_of(submission).first(),
            "is_waiting": submission.state == SubmissionState.SENT,
            "owes_a_look": submission.fast_lane and submission.looked_at is None,
            "may_publish": self.request.user.has_perm("practices.publish_practicetext"),
            "breadcrumbs_items": [
                {"url": reverse("submissions:queue"), "label": _("Submissions")},
                {"label": str(submission)},
            ],
        }
        return {**super().get_context_data(**kwargs), **context}


def _answers(part, typed):
    """(label, field, comment just typed) of every field that was asked, and of the rows that have something."""
    for item in part.items:
        if not isinstance(item, DrawnGroup):
            yield item.field.label, item, typed.get(f"on-{item.field.name}", "")
            continue
        for row in (*item.rows, *item.more):
            for cell in row.cells:
                if cell.value or cell.comments:
                    label = f"{item.group.label}, {row.number}: {cell.field.label}"
                    yield label, cell, typed.get(f"on-{cell.field.name}", "")


class DecisionView(ReviewersOnly, View):
    """The buttons of the review. What the reviewer typed is never lost: a refusal of the verb shows the page again."""

    http_method_names = ["post"]
    done = {
        "changes": _("The author sees your comments."),
        "approve": _("Accepted. The practice is a draft of the staff now."),
        "publish": _("Published."),
        "refuse": _("The author reads the reason."),
        "look": _("Noted: it was read after publication."),
    }

    def post(self, request, pk, decision):
        submission = get_object_or_404(Submission.objects.sent(), pk=pk)
        if decision not in self.done:
            raise Http404
        try:
            getattr(self, decision)(submission, request)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return ReviewView.as_view()(_as_get(request), pk=pk)
        messages.success(request, self.done[decision])
        return redirect("submissions:queue")

    def changes(self, submission, request):
        comments = {key.removeprefix("on-"): text for key, text in request.POST.items() if key.startswith("on-")}
        note = request.POST.get("note", "")
        domain.request_changes(submission=submission, comments=comments, note=note, actor=request.user)

    def approve(self, submission, request):
        domain.approve_submission(submission=submission, actor=request.user)

    def publish(self, submission, request):
        domain.approve_submission(submission=submission, actor=request.user, publish=True)

    def refuse(self, submission, request):
        domain.refuse_submission(submission=submission, reason=request.POST.get("note", ""), actor=request.user)

    def look(self, submission, request):
        domain.look_afterwards(submission=submission, actor=request.user)


def _as_get(request):
    """The page of the review drawn in answer to a POST, so that the comments just typed stand in it."""
    request.method = "GET"
    return request


class SubmissionsViewSet(ViewSet):
    name = "submissions"

    def get_urlpatterns(self):
        return [
            path("", QueueView.as_view(), name="queue"),
            path("<int:pk>/", ReviewView.as_view(), name="review"),
            path("<int:pk>/<slug:decision>/", DecisionView.as_view(), name="decide"),
        ]


class TrustViewSet(ModelViewSet):
    """Whose submissions are published at once: given and taken by the content administrator."""

    name = "trusted_organisation"
    model = TrustedOrganisation
    icon = "success"
    menu_label = _("Trusted")
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["organisation", "note", "since"]
    panels = [FieldPanel("organisation"), FieldPanel("note")]


class SubmissionsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("practices.review_submissions")


@hooks.register("register_admin_viewset")
def submission_viewsets():
    return [SubmissionsViewSet(), TrustViewSet()]


@hooks.register("register_admin_menu_item")
def submissions_menu_item():
    return SubmissionsMenuItem(_("Submissions"), reverse("submissions:queue"), icon_name="mail", order=120)


@hooks.register("register_permissions")
def trust_permissions():
    return Permission.objects.filter(content_type__app_label="practices", content_type__model="trustedorganisation")
