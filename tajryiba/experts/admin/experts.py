"""The list of experts, the page of one, registering somebody, inviting."""

import django_filters
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from .. import domain, queries
from ..enums import Kind, State
from ..models import Expert
from .common import EXPERTS, DecisionView, VerbView, row_or_404
from .forms import InviteForm, ReasonForm, RegisterForm


class ExpertFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    kind = django_filters.ChoiceFilter(label=_("Who"), choices=Kind.choices)

    class Meta:
        model = Expert
        fields = ["state", "kind"]


class ExpertListView(IndexView):
    model = Expert
    permission_policy = ModelPermissionPolicy(Expert)
    any_permission_required = ["change"]
    filterset_class = ExpertFilterSet
    page_title = EXPERTS
    header_icon = "group"
    default_ordering = ("-sent_at", "-pk")
    paginate_by = 50
    columns = [
        TitleColumn("name", label=_("Name"), accessor=str, url_name="expert_admin:expert"),
        Column("kind", label=_("Who"), accessor="get_kind_display"),
        Column("organisation", label=_("Organisation")),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("changes", label=_("Changes wait"), accessor=lambda expert: _("yes") if expert.proposed else ""),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        DateColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
    ]

    def get_base_queryset(self):
        return Expert.objects.visible_to(self.request.user).select_related("organisation")

    @property
    def header_buttons(self):
        pages = (
            (_("Register somebody"), "expert_admin:new", "plus"),
            (_("Ask for a comment"), "expert_admin:ask", "comment"),
            (_("Requests for comments"), "expert_admin:requests", "comment"),
            (_("Invitations"), "expert_admin:invitations", "mail"),
        )
        return [HeaderButton(label, url=reverse(name), icon_name=icon) for label, name, icon in pages]


class ExpertView(DecisionView):
    """What was sent, with what it is decided."""

    template_name = "experts/admin/expert.html"
    permission = "experts.invite"
    form_class = ReasonForm

    def load(self):
        rows = Expert.objects.select_related("organisation", "unit", "user", "photo", "created_by", "decided_by")
        self.expert = row_or_404(rows.prefetch_related("expert_topics__topic"), self.kwargs["pk"])

    def get_page_title(self):
        return str(self.expert)

    def decisions(self):
        facts = {"expert": self.expert, "by": self.request.user}
        return {
            "send": (lambda data: domain.send(**facts), _("It waits for a moderator.")),
            "publish": (lambda data: domain.decide(**facts, publish=True), _("Published.")),
            "refuse": (
                lambda data: domain.decide(**facts, publish=False, reason=data["reason"]),
                _("Not published. The person is told why."),
            ),
            "hide": (lambda data: domain.hide(**facts, reason=data["reason"]), _("Hidden. The person is told why.")),
            "accept": (lambda data: domain.accept_changes(**facts), _("The changes are published.")),
            "keep": (
                lambda data: domain.refuse_changes(**facts, reason=data["reason"]),
                _("The former words stay. The person is told why."),
            ),
            "forget": (lambda data: domain.forget_expert(**facts), _("Erased: nothing tells who it was.")),
            "confirm": (lambda data: domain.confirm_yearly(**facts), _("Confirmed for a year.")),
        }

    def get_context_data(self, form=None, **kwargs):
        expert, user = self.expert, self.request.user
        proposed = expert.proposed or {}
        return {
            **super().get_context_data(**kwargs),
            "expert": expert,
            "topics": [row.topic for row in expert.expert_topics.all()],
            "words": [(Expert._meta.get_field(name).verbose_name, value) for name, value in _words(expert)],
            "proposed": [
                (Expert._meta.get_field(name).verbose_name, getattr(expert, name), value)
                for name, value in proposed.items()
                if getattr(expert, name) != value
            ],
            "may_decide": user.has_perm("experts.moderate_expert", expert) and user.pk != expert.user_id,
            "load": queries.load_of(expert),
            "form": form or ReasonForm(),
        }


def _words(expert: Expert) -> list[tuple[str, str]]:
    names = [f"{name}_{code}" for name in ("name", "post", "biography") for code in ("ky", "ru", "en")]
    return [(name, getattr(expert, name)) for name in names if getattr(expert, name)]


class RegisterView(VerbView):
    """Somebody without an account; also to change such a profile."""

    permission = "experts.invite"
    form_class = RegisterForm
    page_title = _("Register somebody")
    done = _("The profile is saved. Look at it, then publish it.")
    expert = None

    def load(self):
        if "pk" in self.kwargs:
            self.expert = row_or_404(Expert.objects.filter(user=None), self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "expert": self.expert}

    @transaction.atomic
    def verb(self, form):
        facts = form.facts(self.request.user)
        return domain.register_expert(by=self.request.user, expert=self.expert, **facts)

    def leads_to(self, result):
        return reverse("expert_admin:expert", args=[result.pk])


class InviteView(VerbView):
    permission = "experts.invite"
    form_class = InviteForm
    page_title = _("Invite")
    done = _("The invitation is sent.")

    def load(self):
        self.expert = row_or_404(Expert.objects.published(), self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.expert)

    def verb(self, form):
        return domain.invite(expert=self.expert, by=self.request.user, **form.cleaned_data)

    def leads_to(self, result):
        return reverse("expert_admin:invitations")
