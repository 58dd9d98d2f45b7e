"""One act: its editions and texts, relations, what happened to it; and the import that makes a draft."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from .. import domain, queries
from ..forms import AmendForm, ImportForm, RelationForm, TextForm
from ..models import Act, ActRelation
from .common import ActsOnly, saved

FORMS = {
    "amend": (
        AmendForm,
        _("Something happened to the act"),
        _("Written down: whoever rests on the act has been told."),
    ),
    "text": (TextForm, _("Add a text"), _("The text is split into articles. Look at it, then publish the edition.")),
    "relate": (RelationForm, _("Add a relation"), _("The relation is written down.")),
}


class ImportView(ActsOnly, TemplateView):
    template_name = "legal/admin/import.html"
    page_title = _("Import an act")

    def get_breadcrumbs_items(self):
        return self.crumbs({"url": "", "label": self.page_title})

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", ImportForm())
        return super().get_context_data(**kwargs)

    def post(self, request):
        form = ImportForm(request.POST, request.FILES)
        made = saved(form, actor=request.user)
        if made is None:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        act, text = made
        if text:
            messages.success(request, _("A draft is ready. Check what was recognised, then publish it."))
        else:
            messages.success(request, _("The address is recognised. Upload the text now."))
        return redirect("acts:work", act.pk)


class WorkView(ActsOnly, TemplateView):
    template_name = "legal/admin/work.html"

    def dispatch(self, request, *args, **kwargs):
        self.act = get_object_or_404(Act, pk=kwargs["pk"]) if kwargs["pk"] <= MAX_ID else None
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.act.full_title

    def get_breadcrumbs_items(self):
        return self.crumbs({"url": "", "label": self.act.name})

    def get_context_data(self, sent=None, **kwargs):
        act = self.act
        return {
            **super().get_context_data(**kwargs),
            "act": act,
            "editions": queries.editions(act, drafts=True),
            "relations": ActRelation.objects.filter(act=act).select_related("other"),
            "changes": queries.changes_of(act),
            "forms": [self._form(name, sent) for name in FORMS],
        }

    def _form(self, name: str, sent) -> dict:
        form_class, label, _done = FORMS[name]
        form = sent if isinstance(sent, form_class) else form_class(act=self.act, prefix=name)
        return {"name": name, "label": label, "form": form, "files": form.is_multipart()}

    def post(self, request, pk: int):
        verb = request.POST.get("verb", "")
        if verb in FORMS:
            form_class, _label, done = FORMS[verb]
            form = form_class(request.POST, request.FILES, act=self.act, prefix=verb)
            if saved(form, actor=request.user) is None:
                return self.render_to_response(self.get_context_data(sent=form), status=422)
            messages.success(request, done)
        else:
            self._press(request, verb)
        return redirect(reverse("acts:work", args=[pk]))

    def _press(self, request, verb: str) -> None:
        """Buttons without a form."""
        try:
            if verb == "publish":
                domain.publish_act(act=self.act, actor=request.user)
            elif verb == "publish_edition":
                domain.publish_edition(edition=self._row(request, self.act.editions), actor=request.user)
            elif verb == "unrelate":
                domain.unrelate(relation=self._row(request, self.act.relations), actor=request.user)
            else:
                raise Http404
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Done."))

    @staticmethod
    def _row(request, rows):
        key = request.POST.get("row", "")
        return get_object_or_404(rows, pk=key if key.isdecimal() and len(key) < 19 else 0)
