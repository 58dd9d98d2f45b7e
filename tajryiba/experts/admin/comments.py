"""Invitations, requests for comments, editing and publishing of what came."""

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from tajryiba.audit.queries import history

from .. import domain, letters, queries, things
from ..enums import InvitationState, Task
from ..models import CommentRequest, Expert, Invitation
from .common import DecisionView, VerbView, row_or_404
from .forms import AskForm, EditForm


class InvitationFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=InvitationState.choices)
    task = django_filters.ChoiceFilter(label=_("What to do"), choices=Task.choices)

    class Meta:
        model = Invitation
        fields = ["state", "task"]


class InvitationListView(IndexView):
    model = Invitation
    permission_policy = ModelPermissionPolicy(Expert)
    any_permission_required = ["change"]
    filterset_class = InvitationFilterSet
    page_title = _("Invitations")
    header_icon = "mail"
    default_ordering = ("closed", "deadline", "pk")
    paginate_by = 50
    columns = [
        TitleColumn("task", label=_("What to do"), accessor="get_task_display", url_name="expert_admin:invitation"),
        Column("expert", label=_("Expert")),
        Column("holder", label=_("In whose hands")),
        Column("state", label=_("State"), accessor="get_state_display"),
        DateColumn("deadline", label=_("By when"), sort_key="deadline"),
        Column("asked_by", label=_("Who asks")),
    ]

    def get_base_queryset(self):
        return queries.by_urgency(Invitation.objects.select_related("expert", "holder", "asked_by"))


class InvitationView(DecisionView):
    """One invitation: take it back, or say that it is done."""

    template_name = "experts/admin/invitation.html"
    permission = "experts.invite"
    header_icon = "mail"
    form_class = EditForm

    def load(self):
        rows = Invitation.objects.select_related("expert", "holder", "asked_by")
        self.invitation = row_or_404(rows, self.kwargs["pk"])

    def get_page_title(self):
        return str(self.invitation)

    def decisions(self):
        facts = {"invitation": self.invitation, "by": self.request.user}
        return {
            "cancel": (lambda data: domain.cancel(**facts, reason=data["reason"]), _("Taken back.")),
            "done": (lambda data: domain.finish(**facts), _("Marked as done.")),
        }

    def get_context_data(self, form=None, **kwargs):
        return {**super().get_context_data(**kwargs), "invitation": self.invitation, "form": form or EditForm()}


class RequestListView(IndexView):
    model = CommentRequest
    permission_policy = ModelPermissionPolicy(CommentRequest)
    any_permission_required = ["change"]
    page_title = _("Requests for comments")
    header_icon = "comment"
    default_ordering = "-pk"
    paginate_by = 50
    columns = [
        TitleColumn("expert", label=_("Expert"), accessor="invitation.expert", url_name="expert_admin:request"),
        Column("about", label=_("About"), accessor=lambda row: _title(row)),
        Column("state", label=_("State"), accessor="invitation.get_state_display"),
        Column("comment", label=_("Comment"), accessor=lambda row: _comment_state(row)),
        DateColumn("deadline", label=_("By when"), accessor="invitation.deadline"),
    ]

    def get_base_queryset(self):
        return CommentRequest.objects.select_related("invitation__expert", "comment").prefetch_related(
            queries.objects_of_requests()
        )


def _title(row: CommentRequest) -> str:
    thing = things.of(row.obj)
    return thing.title(row.obj) if thing else ""


def _comment_state(row: CommentRequest) -> str:
    comment = getattr(row, "comment", None)
    return comment.get_state_display() if comment else ""


class AskView(VerbView):
    permission = "experts.edit_comment"
    form_class = AskForm
    page_title = _("Ask for a comment")
    done = _("The request is sent.")

    def get_initial(self):
        given = {name: self.request.GET[name] for name in ("about", "expert") if name in self.request.GET}
        return {**super().get_initial(), **given}

    def verb(self, form):
        data = dict(form.cleaned_data)
        return domain.ask_for_comment(obj=data.pop("about"), by=self.request.user, **data)

    def leads_to(self, result):
        return reverse("expert_admin:request", args=[result.pk])


class RequestView(DecisionView):
    """The author's words and the edited ones side by side; what was done with them and by whom."""

    template_name = "experts/admin/request.html"
    permission = "experts.edit_comment"
    header_icon = "comment"
    form_class = EditForm

    def load(self):
        rows = CommentRequest.objects.select_related("invitation__expert", "invitation__asked_by", "comment__author")
        self.asked = row_or_404(rows, self.kwargs["pk"])
        self.comment = getattr(self.asked, "comment", None)

    def get_page_title(self):
        return str(self.asked.invitation.expert)

    def decisions(self):
        by, comment = self.request.user, self.comment
        close = (
            lambda data: domain.close_request(request=self.asked, by=by, reason=data["reason"]),
            _("The request is closed, the link in the letter is dead."),
        )
        if comment is None:
            return {"close": close}
        return {
            "close": close,
            "publish": (
                lambda data: domain.publish_comment(
                    comment=comment, by=by, text=data["text"], signed_as=data["signed_as"]
                ),
                _("Published. The author gets these words."),
            ),
            "refuse": (
                lambda data: domain.refuse_comment(comment=comment, by=by, reason=data["reason"]),
                _("Not published. The author is told why."),
            ),
        }

    def make_form(self, data=None):
        comment = self.comment
        initial = {"text": comment.text, "signed_as": comment.signed_as} if comment else {}
        return EditForm(data, initial=initial)

    def get_context_data(self, form=None, **kwargs):
        public = things.is_public(self.asked.obj)
        return {
            **super().get_context_data(**kwargs),
            "asked": self.asked,
            "comment": self.comment,
            "about": queries.shown(self.asked.obj) if public else None,
            "link": "" if self.asked.is_closed else letters.site() + letters.address(self.asked),
            "events": history(self.comment) if self.comment else [],
            "form": form or self.make_form(),
        }
