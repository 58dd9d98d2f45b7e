"""What every screen of one issue begins with."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from tajryiba.core.http import MAX_ID

from ..models import Issue
from .naming import name


class OfIssue:
    """For editors of the magazine; `self.issue` is the one of the address."""

    permission = "magazine.assemble"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.issue = get_object_or_404(Issue, pk=min(kwargs["pk"], MAX_ID))
        return super().dispatch(request, *args, **kwargs)


class IssueView(OfIssue, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "doc-full-inverse"

    def get_page_title(self):
        return name(self.issue)

    def crumbs(self, *more: dict) -> list[dict]:
        here = {"url": reverse("issues:issue", args=[self.issue.pk]), "label": name(self.issue)}
        return [{"url": reverse("issues:list"), "label": _("Issues")}, here, *more]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "issue": self.issue, "breadcrumbs_items": self.crumbs()}
