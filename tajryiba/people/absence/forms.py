"""The form of an absence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import domain


class AbsenceForm(forms.Form):
    first_day = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}))
    deputy = forms.ModelChoiceField(
        None,
        required=False,
        label=_("Who stands in"),
        empty_label=_("Nobody"),
        help_text=_("Invitations and messages of these days go to this person."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["deputy"].queryset = domain.candidates(user)
        self.fields["deputy"].label_from_instance = lambda person: person.get_full_name() or str(_("Without a name"))

    def save(self):
        return domain.set_absence(user=self.user, **self.cleaned_data)
