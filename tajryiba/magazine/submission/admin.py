"""Articles from readers in the Wagtail admin: the queue, and the one screen on which an article is read and decided."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID
from tajryiba.inbox.queries import cases_of

from ..enums import SubmissionState
from ..models import Rubric, Submission
from . import domain, queries
from .views import as_read

PER_PAGE = 50
QUEUES = {"waiting": _("Waiting"), "all": _("All that was sent")}


class EditorsOnly:
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("magazine.decide_submissions"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class QueueView(EditorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """What waits for the editors, the longest waiting first; or everything that was ever sent."""

    template_name = "magazine/submission/admin/queue.html"
    page_title = _("Articles from readers")
    header_icon = "edit"

    def get_context_data(self, **kwargs):
        queue = self.request.GET.get("queue", "waiting")
        sent = Submission.objects.sent()
        rows = sent.order_by("-sent_at", "-pk") if queue == "all" else sent.with_editors().order_by("sent_at", "pk")
        page = Paginator(rows.defer("text"), PER_PAGE).get_page(self.request.GET.get("page"))
        context = {"page": page, "queue": queue, "queues": QUEUES.items(), "breadcrumbs_items": []}
        return {**super().get_context_data(**kwargs), **context}


class ReviewView(EditorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """The text, what was said about it, and the decision. `typed`: what the editor wrote before a refusal."""

    template_name = "magazine/submission/admin/review.html"
    header_icon = "edit"
    typed: dict | None = None

    def dispatch(self, request, *args, **kwargs):
        if (found := queries.load(min(kwargs["pk"], MAX_ID))) is None:
            raise Http404
        self.submission = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.submission)

    def get_context_data(self, **kwargs):
        submission = self.submission
        may_decide = submission.state == SubmissionState.SENT
        context = {
            "submission": submission,
            "body": as_read(submission),
            "practices": queries.with_texts(submission.practices.order_by("pk")),
            "pages": submission.article.pages.order_by("pk") if submission.article else [],
            "case": cases_of(submission).first(),
            "may_decide": may_decide and self.request.user.has_perm("magazine.decide_submission", submission),
            "rubrics": Rubric.objects.filter(is_retired=False),
            "typed": self.typed or {},
            "breadcrumbs_items": [
                {"url": reverse("article_submissions:queue"), "label": _("Articles from readers")},
                {"label": str(submission)},
            ],
        }
        return {**super().get_context_data(**kwargs), **context}


class DecisionView(EditorsOnly, View):
    """The buttons of the screen. What the editor typed is never lost: a refusal of the verb shows the page again."""

    http_method_names = ["post"]
    done = {
        "changes": _("The author sees your remark."),
        "accept": _("Accepted. The article is a draft now: open its page, or put it into an issue."),
        "decline": _("The author reads the reason."),
    }

    def post(self, request, pk: int, decision: str):
        submission = get_object_or_404(Submission.objects.sent(), pk=min(pk, MAX_ID))
        if decision not in self.done:
            raise Http404
        version = request.POST.get("version", "")
        common = {"version": int(version) if version.isdecimal() and len(version) < 10 else -1, "actor": request.user}
        try:
            getattr(self, decision)(submission, request.POST, common)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            request.method = "GET"  # the page is drawn in answer to the POST, so that the words stand in it
            return ReviewView.as_view(typed=request.POST.dict())(request, pk=pk)
        messages.success(request, self.done[decision])
        return (
            redirect("article_submissions:review", pk)
            if decision == "accept"
            else redirect("article_submissions:queue")
        )

    def changes(self, submission, data, common):
        domain.ask_for_changes(submission=submission, remark=data.get("remark", ""), **common)

    def decline(self, submission, data, common):
        domain.decline_article(submission=submission, reason=data.get("remark", ""), **common)

    def accept(self, submission, data, common):
        key = data.get("rubric", "")
        rubric = Rubric.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
        domain.accept_article(submission=submission, rubric=rubric, remark=data.get("remark", ""), **common)


class EditorsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("magazine.decide_submissions")


class ArticleSubmissionsViewSet(ViewSet):
    name = "article_submissions"
    icon = "edit"
    menu_label = _("Articles from readers")
    menu_order = 92
    add_to_admin_menu = True
    menu_item_class = EditorsMenuItem

    @property
    def menu_url(self):
        return reverse("article_submissions:queue")

    def get_urlpatterns(self):
        return [
            path("", QueueView.as_view(), name="queue"),
            path("<int:pk>/", ReviewView.as_view(), name="review"),
            path("<int:pk>/<slug:decision>/", DecisionView.as_view(), name="decide"),
        ]
