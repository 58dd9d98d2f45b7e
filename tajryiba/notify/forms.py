"""The forms of letters (a check box for each kind that may be switched off) and of following."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tajryiba.people.rules import is_staff_role

from . import domain, kinds, queries
from .enums import Frequency


class LettersForm(forms.Form):
    """Ticked means: send me letters of this kind."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, off = user, queries.letters_off(user)
        for kind in kinds.to_choose(staff=is_staff_role(user)):
            initial = kind.key not in off
            self.fields[kind.key] = forms.BooleanField(label=kind.label, required=False, initial=initial)

    def save(self) -> None:
        domain.choose_letters(user=self.user, off=[key for key, wanted in self.cleaned_data.items() if not wanted])


class FollowForm(forms.Form):
    frequency = forms.ChoiceField(
        label=_("How often shall we write"), choices=Frequency.choices, widget=forms.RadioSelect, initial=Frequency.NOW
    )


class SaveSearchForm(FollowForm):
    query = forms.CharField(label=_("What you are looking for"), max_length=200)
    kind = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)

    field_order = ["query", "frequency", "kind"]
