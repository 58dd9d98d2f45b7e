"""What pages of the admin share: a row of the address, a form that ends in a verb, its refusal beside the words."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from tajryiba.core.errors import DomainError

EXPERTS = _("Experts")


def moment(value) -> str:
    return date_format(localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


def row_or_404(rows, pk: int):
    found = rows.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


class Allowed:
    """Opens for who has `permission`; everybody else is refused before anything is looked up."""

    permission = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission, None):
            raise PermissionDenied
        self.load()
        return super().dispatch(request, *args, **kwargs)

    def load(self) -> None:
        """Find the row of the address, or raise Http404."""

    def get_breadcrumbs_items(self):
        experts = {"url": reverse("expert_admin:index"), "label": EXPERTS}
        return [*self.breadcrumbs_items, experts, {"url": "", "label": self.get_page_title()}]


class VerbView(Allowed, WagtailAdminTemplateMixin, FormView):
    """A form; `verb(data)` is called with what was entered, its refusal stands on the form."""

    template_name = "people/admin_verb.html"
    header_icon = "group"
    done = ""

    def verb(self, data: dict):
        raise NotImplementedError

    def leads_to(self, result) -> str:
        raise NotImplementedError

    def form_valid(self, form):
        try:
            result = self.verb(form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.leads_to(result))


class DecisionView(Allowed, WagtailAdminTemplateMixin, TemplateView):
    """A page with buttons: `DECISIONS` maps the name of one to (verb, what is said), `form_class` holds the words."""

    header_icon = "group"
    form_class = None

    def post(self, request, *args, **kwargs):
        form = self.make_form(request.POST)
        name = request.POST.get("decision", "")
        decisions = self.decisions()
        if name not in decisions:
            raise Http404
        verb, said = decisions[name]
        if form.is_valid():
            try:
                verb(form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, said)
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(form=form))

    def decisions(self) -> dict:
        raise NotImplementedError

    def make_form(self, data=None):
        return self.form_class(data)
