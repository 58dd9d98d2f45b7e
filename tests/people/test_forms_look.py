"""How forms are dressed: what every page with a form relies on."""

from django import forms
from django.template import Context, Template
from django.utils import translation

from tajryiba.people.models import Organisation


class Sample(forms.Form):
    one = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], required=False)
    other = forms.ModelChoiceField(Organisation.objects.none(), required=False)
    tick = forms.BooleanField(required=False)


def drawn() -> str:
    with translation.override("en"):
        return Template("{% load people_forms %}{% form_fields form %}").render(Context({"form": Sample()}))


def test_an_empty_choice_has_words():
    assert drawn().count('<option value="" selected>not chosen</option>') == 2
    assert "---" not in drawn()


def test_a_box_to_tick_is_not_called_optional():
    assert drawn().count("(optional)") == 2
