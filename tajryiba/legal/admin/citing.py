"""What a practice (or anything else of the staff's) rests on: citations, and those recognised in its texts."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from tajryiba.core.errors import DomainError

from .. import domain, subjects, suggestions
from ..forms import CiteForm
from ..models import Act, Citation
from .common import saved
from .work import MAX_ID


class CitingView(WagtailAdminTemplateMixin, TemplateView):
    """Suggestions are only offered: what is not ticked is not saved."""

    template_name = "legal/admin/citing.html"
    page_title = _("Legal basis")
    header_icon = "link"

    def dispatch(self, request, name: str, pk: int):
        self.subject = next((one for one in subjects.every() if one.name == name and one.in_admin), None)
        if self.subject is None:
            raise Http404
        if not request.user.has_perm("legal.keep_acts"):
            raise PermissionDenied
        self.source = get_object_or_404(self.subject.rows(), pk=pk if pk <= MAX_ID else 0)
        if not self.subject.may_cite(request.user, self.source):
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_subtitle(self):
        return self.subject.title(self.source)

    def get_breadcrumbs_items(self):
        up = {"url": self.subject.admin_url(self.source), "label": self.subject.title(self.source)}
        return [*self.breadcrumbs_items, up, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", CiteForm(source=self.source))
        return {
            **super().get_context_data(**kwargs),
            "citations": Citation.objects.of(self.source).select_related("act"),
            "suggestions": suggestions.suggest(self.source, self.subject.texts(self.source)),
        }

    def post(self, request):
        if "cite" in request.POST:
            form = CiteForm(request.POST, source=self.source)
            if saved(form, actor=request.user) is None:
                return self.render_to_response(self.get_context_data(form=form), status=422)
        elif "uncite" in request.POST:
            key = request.POST["uncite"]
            rows = Citation.objects.of(self.source)
            citation = get_object_or_404(rows, pk=key if key.isdecimal() and len(key) < 19 else 0)
            domain.uncite(citation=citation, actor=request.user)
        else:
            self._accept(request, request.POST.getlist("suggested"))
        messages.success(request, _("Saved."))
        return redirect(reverse("acts:citing", args=[self.subject.name, self.source.pk]))

    def _accept(self, request, values: list[str]) -> None:
        """Only what is really suggested by the texts, whatever was sent."""
        offered = {
            one.value: one for one in suggestions.suggest(self.source, self.subject.texts(self.source)) if one.act
        }
        for value in values:
            if value not in offered:
                continue
            one = offered[value]
            act = Act.objects.get(pk=one.act.pk)
            try:
                domain.cite(source=self.source, act=act, article=one.article, actor=request.user)
            except DomainError as refusal:
                messages.error(request, refusal.message)
