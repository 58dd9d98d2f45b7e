"""Choosing an expert in the admin: published ones, by name."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES, localized
from tajryiba.core.snippets import EditorsOnly

from ..models import Expert


class NameForm(BaseFilterForm):
    q = forms.CharField(label=_("Name"), required=False)

    def filter(self, objects):
        """Folded as everywhere on the portal (SQLite knows no capitals of Cyrillic); experts are hundreds at most."""
        objects, words = super().filter(objects), fold(self.cleaned_data.get("q", "")).split()
        if not words:
            return objects
        names = Expert.objects.published().values_list("pk", *(f"name_{code}" for code in LANGUAGES))
        found = [pk for pk, *known in names if all(word in fold(" ".join(known)) for word in words)]
        return objects.filter(pk__in=found)


class ByName:
    filter_form_class = NameForm


class ExpertChooseView(ByName, ChooseView):
    pass


class ExpertChooseResultsView(ByName, ChooseResultsView):
    pass


class ExpertChooserViewSet(ChooserViewSet):
    model = Expert
    icon = "user"
    choose_one_text = _("Choose an expert")
    choose_another_text = _("Choose another expert")
    choose_view_class = ExpertChooseView
    choose_results_view_class = ExpertChooseResultsView
    per_page = 20

    def construct_view(self, view_class, **kwargs):
        return super().construct_view(type(view_class.__name__, (EditorsOnly, view_class), {}), **kwargs)

    def get_object_list(self):
        return Expert.objects.published().order_by(localized("name"), "pk")


expert_chooser = ExpertChooserViewSet("expert_chooser")
ExpertChooserWidget = expert_chooser.widget_class
