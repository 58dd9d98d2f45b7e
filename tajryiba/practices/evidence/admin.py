"""Verifying in the Wagtail admin: the history on a practice's edit page, a page for each verb, a list of questions."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from tajryiba.core.errors import DomainError
from tajryiba.people.rules import is_content_admin

from ..models import EvidenceCheck, Practice, Recheck
from .forms import AnnulForm, VerifyForm
from .rules import can_verify


class EvidencePanel(Panel):
    """Read only: the level follows the checks, so it is no field to be set."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/_evidence_panel.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            may = can_verify(self.request.user, self.instance)
            checks = self.instance.checks.select_related("document")
            return {**context, "checks": checks, "rechecks": self.instance.rechecks.all(), "may_verify": may}


class VerbView(WagtailAdminTemplateMixin, FormView):
    """The form of a verb about one practice, and the verb's refusal beside what was entered."""

    template_name = "practices/admin/verb.html"
    header_icon = "form"
    done = ""

    def dispatch(self, request, *args, **kwargs):
        if not is_content_admin(request.user) or not can_verify(request.user, self.practice):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def practice(self) -> Practice:
        raise NotImplementedError

    def get_page_subtitle(self):
        return str(self.practice)

    def get_breadcrumbs_items(self):
        up = [
            {"url": reverse("wagtailsnippets_practices_practice:list"), "label": _("Practices")},
            {"url": self._edit_url(), "label": str(self.practice)},
        ]
        return [*self.breadcrumbs_items, *up, {"url": "", "label": self.page_title}]

    def _edit_url(self) -> str:
        return reverse("wagtailsnippets_practices_practice:edit", args=[self.practice.pk])

    def form_valid(self, form):
        try:
            form.save(actor=self.request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self._edit_url())


class VerifyView(VerbView):
    form_class = VerifyForm
    page_title = _("Verify")
    done = _("The check is written down, and the level follows it.")

    @property
    def practice(self) -> Practice:
        if not hasattr(self, "_practice"):
            self._practice = get_object_or_404(Practice, pk=self.kwargs["pk"])
        return self._practice

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "practice": self.practice}


class AnnulView(VerbView):
    form_class = AnnulForm
    page_title = _("Annul the check")
    done = _("The check is annulled, and the level follows the others.")

    @property
    def check(self) -> EvidenceCheck:
        if not hasattr(self, "_check"):
            checks = EvidenceCheck.objects.valid().select_related("practice")
            self._check = get_object_or_404(checks, pk=self.kwargs["pk"])
        return self._check

    @property
    def practice(self) -> Practice:
        return self.check.practice

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "check": self.check}


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Questions are asked by the sweep and answered under /account/."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class RecheckViewSet(SnippetViewSet):
    model = Recheck
    icon = "history"
    menu_label = _("Does it still run")
    list_display = [
        "practice",
        DateColumn("asked_at", label=_("Asked"), sort_key="asked_at"),
        "people_asked",
        "get_answer_display",
        DateColumn("answered_at", label=_("Answered"), sort_key="answered_at"),
    ]
    list_filter = ["answer", "people_asked"]
    list_per_page = 50
    ordering = ["-asked_at", "-pk"]
    copy_view_enabled = False
    inspect_view_enabled = True

    def get_queryset(self, request):
        return Recheck.objects.select_related("practice")


def urls() -> list:
    return [
        path("practices/<int:pk>/verify/", VerifyView.as_view(), name="practice_verify"),
        path("practices/checks/<int:pk>/annul/", AnnulView.as_view(), name="practice_annul_check"),
    ]
