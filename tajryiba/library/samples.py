"""Filling a sample: what a guest typed goes into the DOCX and nowhere else."""

from datetime import date

from django import forms
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tajryiba.core.documents.docx import fill_docx
from tajryiba.core.forms import DayField, SomField
from tajryiba.core.languages import current_language
from tajryiba.core.numbers import NBSP, number

from .enums import LONGEST, FieldKind
from .enums import Language as Names
from .models import Sample, SampleField

MAX_QUESTIONS = 40
TODAY = "today"  # a name that every template may use besides its questions


class FillForm(forms.Form):
    """One field a question; nothing else of a POST is ever read."""

    # Not "language": a template may ask for a field of this name, keys have no capitals.
    LANG = forms.ChoiceField(label=_("Language of the document"))

    def __init__(self, data=None, *, sample: Sample, **kwargs):
        languages = sample.languages()
        preferred = current_language() if current_language() in languages else languages[0]
        super().__init__(data, initial={"LANG": preferred}, **kwargs)
        self.fields["LANG"].choices = [(code, Names(code).label) for code in languages]
        for question in sample.questions.all():
            self.fields[question.key] = _field(question)

    def filled(self, sample: Sample) -> bytes:
        """The DOCX in the chosen language."""
        language = self.cleaned_data["LANG"]
        facts = {name: value for name, value in self.cleaned_data.items() if name != "LANG"}
        return fill(sample, language, facts)


def _field(question: SampleField) -> forms.Field:
    common = {"label": question.label or question.key, "help_text": question.hint, "required": question.required}
    if question.kind == FieldKind.DAY:
        return DayField(**common)
    if question.kind == FieldKind.SOM:
        return SomField(**common)
    widget = forms.Textarea(attrs={"rows": 4}) if question.kind == FieldKind.TEXT else forms.TextInput()
    return forms.CharField(max_length=LONGEST[FieldKind(question.kind)], widget=widget, **common)


def fill(sample: Sample, language: str, facts: dict) -> bytes:
    """The sample's DOCX in `language` with the words of `facts`; what is not there becomes a blank.

    Changes nothing. Raises DomainError when the staff's template is broken (it was tried when it was kept).
    """
    keys = [question.key for question in sample.questions.all()]
    with translation.override(language):
        words = {key: _words(facts.get(key)) for key in keys}
        words[TODAY] = date_format(timezone.localdate(), "DATE_FORMAT")
        return fill_docx(sample.template(language), words)


def _words(value) -> str:
    """A date and a sum as they are written in the language of the document."""
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, int):
        return f"{number(value, 0)}{NBSP}сом"
    return value or ""


def trial_facts(keys) -> dict[str, str]:
    """Words with which a new template is tried before it is kept."""
    return {**dict.fromkeys(keys, "…"), TODAY: "…"}
