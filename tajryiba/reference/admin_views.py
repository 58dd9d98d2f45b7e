"""Pages of the Wagtail admin for the verbs of the register: one form each."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from tajryiba.core.errors import DomainError

from . import forms
from .models import Unit
from .profiles.forms import ProfileForm


class VerbView(WagtailAdminTemplateMixin, FormView):
    """Shows the form of a verb about one unit, and the verb's refusal beside what was entered."""

    template_name = "reference/admin_verb.html"
    header_icon = "site"
    submit_label = _("Save")
    done = _("Done: %(unit)s.")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("reference.keep_register"):
            raise PermissionDenied
        self.unit = get_object_or_404(Unit, pk=kwargs["pk"]) if "pk" in kwargs else None
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.unit) if self.unit else ""

    def get_breadcrumbs_items(self):
        register = {"url": reverse("wagtailsnippets_reference_unit:list"), "label": _("Administrative units")}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, register, here]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "unit": self.unit}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "submit_button_label": self.submit_label}

    def form_valid(self, form):
        try:
            unit = form.save(actor=self.request.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, self.done % {"unit": unit})
        return redirect("wagtailsnippets_reference_unit:edit", unit.pk)

    def form_invalid(self, form):
        messages.validation_error(self.request, _("Nothing was changed: mend the form and save again."), form)
        return super().form_invalid(form)


class NewUnitView(VerbView):
    form_class = forms.NewUnitForm
    page_title = _("New unit")
    submit_label = _("Add the unit")


class RenameView(VerbView):
    form_class = forms.RenameForm
    page_title = _("Rename")
    submit_label = _("Rename")

    def get_initial(self):
        return {f"name_{code}": getattr(self.unit, f"name_{code}") for code in forms.LANGUAGES}


class MergeView(VerbView):
    form_class = forms.MergeForm
    page_title = _("Merge others into")
    submit_label = _("Merge")


class SplitView(VerbView):
    form_class = forms.SplitForm
    page_title = _("Hand over to others")
    submit_label = _("End the unit")


class MoveView(VerbView):
    form_class = forms.MoveForm
    page_title = _("Move")
    submit_label = _("Move")


class ProfileView(VerbView):
    """Facts with which practices from elsewhere are compared."""

    form_class = ProfileForm
    page_title = _("Profile of the municipality")
