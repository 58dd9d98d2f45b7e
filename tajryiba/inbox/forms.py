"""Forms of the admin: what one does with a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import domain, queries


class CaseForm(forms.Form):
    """A form about one case; `save` calls the verb."""

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case


class ReactForm(CaseForm):
    text = forms.CharField(
        label=_("Words to the client"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The client gets them as a notice and a letter. The first reaction stops the clock."),
    )

    def save(self, *, actor):
        return domain.react(self.case, actor=actor, text=self.cleaned_data["text"])


class HandOverForm(CaseForm):
    to = forms.ModelChoiceField(None, label=_("To whom"))
    note = forms.CharField(label=_("Note for them"), max_length=1000, required=False)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, case=case, **kwargs)
        self.fields["to"].queryset = queries.handlers().exclude(pk=case.client_id or 0).order_by("full_name", "pk")

    def save(self, *, actor):
        return domain.hand_over(self.case, actor=actor, to=self.cleaned_data["to"], note=self.cleaned_data["note"])


class CloseForm(CaseForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed when nobody has reacted: closing alone is no reaction."),
    )

    def save(self, *, actor):
        return domain.close_case(self.case, actor=actor, reason=self.cleaned_data["reason"])
