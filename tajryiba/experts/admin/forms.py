"""Forms of the admin. Each ends in a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from tajryiba.people.admin.choosers import OrganisationChooserWidget
from tajryiba.people.models import Organisation

from .. import things
from ..enums import Task
from ..forms import KeyField, ProfileFields, lines
from ..models import Expert


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("The person reads it. Not needed to publish.")
    )


class RegisterForm(ProfileFields):
    """Somebody without an account: what they agreed to is noted."""

    consent_note = forms.CharField(
        label=_("Consent: when and how it was given"),
        max_length=300,
        help_text=_("For example: by letter of 12 May 2026, kept in the office. Without it nothing is published."),
    )
    contacts_agreed = forms.BooleanField(label=_("Agreed that the contacts are shown"), required=False)

    def __init__(self, *args, expert: Expert | None = None, **kwargs):
        super().__init__(*args, expert=expert, organisations=Organisation.objects.all(), **kwargs)
        self.fields["organisation"].widget = OrganisationChooserWidget()
        if expert is not None:
            self.initial |= {"consent_note": expert.consent_note, "contacts_agreed": expert.contacts_agreed}


class InviteForm(forms.Form):
    task = forms.ChoiceField(label=_("What to do"), choices=[pair for pair in Task.choices if pair[0] != Task.COMMENT])
    words = lines(_("What exactly"), max_length=2000, help_text=_("The expert reads these words."))
    deadline = forms.DateField(label=_("By when"), widget=AdminDateInput())
    key = KeyField()


class AskForm(forms.Form):
    about = forms.CharField(
        label=_("About what"),
        max_length=500,
        help_text=_("Copy the address of its page on the portal: a published practice, for example."),
    )
    expert = forms.ModelChoiceField(None, label=_("Whom"))
    words = lines(_("What we ask"), max_length=2000, help_text=_("The expert reads these words."))
    deadline = forms.DateField(label=_("By when"), widget=AdminDateInput())
    key = KeyField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = Expert.objects.exclude(name_ky="", name_ru="", name_en="").order_by("sort_ru")

    def clean_about(self):
        obj = things.at_address(self.cleaned_data["about"])
        if obj is None:
            raise forms.ValidationError(_("There is no published page with this address. Copy it once more."))
        return obj


class EditForm(forms.Form):
    text = lines(_("As it is published"), rows=10, max_length=6000, required=False)
    signed_as = forms.CharField(label=_("How it is signed"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("The person reads it. Not needed to publish.")
    )
