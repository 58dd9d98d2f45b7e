"""Fillable samples in the Wagtail admin: the questions, and a DOCX a language that asks for nothing else."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from tajryiba.core.documents.docx import docx_response, fill_docx
from tajryiba.core.errors import DomainError
from tajryiba.core.snippets import EditorsChooserViewSet, in_languages
from tajryiba.media.docx_templates import checked_template

from ..models import Sample
from ..models.sample import LANGUAGES
from ..samples import MAX_QUESTIONS, trial_facts


class SampleForm(WagtailAdminModelForm):
    """The files are tried with the questions beside them, so neither can be kept without what the other needs."""

    def clean(self):
        cleaned = super().clean()
        questions = self.formsets["questions"]
        if not questions.is_valid():
            return cleaned
        keys = [form.cleaned_data["key"] for form in questions.forms if _is_kept(form)]
        if len(keys) > MAX_QUESTIONS:
            raise ValidationError(_("A form of more than 40 questions is too long. Leave some out."), code="too_many")
        names = [f"file_{code}" for code in LANGUAGES]
        if not any(cleaned.get(name) for name in names):
            raise ValidationError(_("Give a DOCX in one language at least."), code="no_file")
        for name in names:
            if file := cleaned.get(name):
                self._try(name, file, trial_facts(keys))
        return cleaned

    def _try(self, name: str, file, facts: dict) -> None:
        try:
            if name in self.changed_data:
                self.cleaned_data[name] = checked_template(file, facts)
            else:
                fill_docx(self.instance.template(name.removeprefix("file_")), facts)
        except DomainError as refusal:
            self.add_error(name, ValidationError(refusal.message, code=refusal.code))


def _is_kept(form) -> bool:
    data = getattr(form, "cleaned_data", None) or {}
    return bool(data.get("key")) and not data.get("DELETE")


class SampleEditView(EditView):
    @property
    def header_buttons(self):
        """The templates as they are filled now, with their {{ names }}: to be changed and uploaded again."""
        buttons = [
            HeaderButton(
                _("DOCX in Kyrgyz") if code == "ky" else _("DOCX in Russian"),
                url=reverse("wagtailsnippets_library_sample:template", args=[self.object.pk, code]),
                icon_name="download",
            )
            for code in self.object.languages()
        ]
        return [*super().header_buttons, *buttons]


def template(request, pk: int, lang: str):
    """The template of a sample, for who may change it."""
    if not request.user.has_perm("library.change_sample"):
        return permission_denied(request)
    sample = get_object_or_404(Sample, pk=pk)
    if lang not in sample.languages():
        raise Http404
    return docx_response(sample.template(lang), f"sample-{pk}-{lang}")


HELP = _(
    "In the DOCX write {{ name }} where an answer goes, with the names of the questions below. {{ today }} is the day "
    "of filling. What is left empty becomes a line to be written by hand."
)


class SampleViewSet(SnippetViewSet):
    model = Sample
    icon = "doc-full-inverse"
    menu_label = _("Fillable samples")
    chooser_viewset_class = EditorsChooserViewSet
    edit_view_class = SampleEditView
    copy_view_enabled = False
    list_display = ["material", "file_ky", "file_ru"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            HelpPanel(content=HELP),
            FieldPanel("material"),
            FieldRowPanel(
                [FieldPanel("file_ky", widget=forms.FileInput), FieldPanel("file_ru", widget=forms.FileInput)]
            ),
            InlinePanel(
                "questions",
                [
                    FieldRowPanel([FieldPanel("key"), FieldPanel("kind"), FieldPanel("required")]),
                    in_languages("label"),
                    in_languages("hint"),
                ],
                heading=_("Questions of the form"),
                label=_("Question"),
            ),
        ],
        base_form_class=SampleForm,
    )

    def get_queryset(self, request):
        return Sample.objects.select_related("material")

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("template/<int:pk>/<slug:lang>/", template, name="template")]
