"""Forms of leads in the Wagtail admin: the short one of the board, the whole one, the reason, the topic."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from tajryiba.people.models import User
from tajryiba.people.rules import ADMIN_ROLES
from tajryiba.reference.models import Topic

from . import domain
from .enums import FoundIn
from .models import Lead

PLACE_HINT = _("Begin to type the municipality, or write the place in your own words.")


class PlaceInput(forms.TextInput):
    """With the list of municipalities that the page carries."""

    def __init__(self):
        super().__init__({"list": "municipalities", "autocomplete": "off"})


class QuickLeadForm(forms.Form):
    """Everything in one line; a link or a photo is enough to begin with. `sure` adds it in spite of what is alike."""

    title = forms.CharField(label=_("What was done"), max_length=200)
    found_in = forms.ChoiceField(label=_("Where it was found"), choices=FoundIn, initial=FoundIn.WEB)
    place = forms.CharField(label=_("Municipality or place"), max_length=200, required=False, widget=PlaceInput)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    photo = forms.FileField(label=_("Photo"), required=False)
    follows_up = forms.ModelChoiceField(label=_("Who follows it up"), queryset=User.objects.none(), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follows_up"].queryset = staff()
        self.fields["follows_up"].initial = actor.pk
        self.fields["key"].initial = uuid.uuid4
        self.actor = actor

    def save(self) -> Lead:
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("photo", "sure")}
        photo = self.cleaned_data["photo"]
        return domain.add_lead(actor=self.actor, photo=photo, **{**data, "key": data["key"] or uuid.uuid4()})


class LeadForm(forms.ModelForm):
    """All that is known; the state goes by buttons."""

    place = forms.CharField(
        label=_("Municipality or place"), max_length=200, required=False, widget=PlaceInput, help_text=PLACE_HINT
    )
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")

    class Meta:
        model = Lead
        fields = ("title", "found_in", "place", "country", "link", "note", "follows_up")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follows_up"].queryset = staff()

    def clean_country(self) -> str:
        code = self.cleaned_data["country"].upper()
        if len(code) != 2 or not code.isascii() or not code.isalpha():
            raise forms.ValidationError(_("Write the two-letter code of the country, for example KG."))
        return code


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Why it was dropped"), max_length=300)


class DescribeForm(forms.Form):
    topic = forms.ModelChoiceField(label=_("Main topic"), queryset=Topic.objects.all())


def staff():
    """Those who may follow a lead up."""
    roles = User.groups.rel.model.objects.filter(name__in=ADMIN_ROLES)
    return (
        User.objects.filter(is_active=True).filter(groups__in=roles).distinct()
        | User.objects.filter(is_active=True, is_superuser=True).distinct()
    )
