"""Forms of the admin. Each ends in a verb; a field that a person may not set is not in their form."""

from django import forms
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from tajryiba.core.languages import LANGUAGES
from tajryiba.reference.models import Unit

from .. import domain
from ..adapter import PhoneField
from ..enums import Category, MemberRole
from ..forms import EmailField, NameField
from ..identity import normalise_email
from ..models import ConsentText, Membership, Organisation, User
from ..rules import assignable_roles
from .choosers import OrganisationChooserWidget

FACTS = ("full_name", "language", "category")


class PersonForm(forms.ModelForm):
    full_name = NameField()
    email = EmailField(required=False)
    phone = PhoneField(required=False)

    class Meta:
        model = User
        fields = ["full_name", "email", "phone", "language", "category", "is_active", "groups", "is_superuser"]
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"groups": _("Roles"), "is_superuser": _("Administrator of everything")}

    def __init__(self, *args, by, editing_self=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["groups"].queryset = Group.objects.filter(name__in=assignable_roles(by)).order_by("name")
        self.fields["groups"].help_text = ""
        for name in ("is_superuser", "is_active", "groups"):
            self.fields[name].required = False
        if self.instance.pk is None:
            del self.fields["is_active"]
        if editing_self or not by.is_superuser:
            del self.fields["is_superuser"]
        if editing_self:
            self.fields.pop("is_active", None)

    def clean_email(self):
        return self.cleaned_data["email"] or None

    def clean_phone(self):
        return self.cleaned_data["phone"] or None

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("email") and not data.get("phone"):
            raise forms.ValidationError(_("Enter an e-mail or a phone: without one nobody can sign in."))
        return data

    def save(self, commit=True):
        data = self.cleaned_data
        facts = {name: data[name] for name in FACTS}
        facts |= {"email": data["email"], "phone": data["phone"], "roles": [group.name for group in data["groups"]]}
        if self.instance.pk is None:
            user = domain.create_person(by=self.by, **facts)
        else:
            # `roles` that this editor may not hand out are not in the form: the verb keeps them.
            user = domain.edit_person(
                user=User.objects.get(pk=self.instance.pk), by=self.by, is_active=data.get("is_active", True), **facts
            )
        if "is_superuser" in data:
            user = domain.set_superuser(user=user, by=self.by, value=data["is_superuser"])
        self.instance = user
        return user


class NamesMixin(forms.Form):
    name_ky = forms.CharField(label=_("Name in Kyrgyz"), max_length=300, required=False)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)

    def names(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"name_{code}"] for code in LANGUAGES}

    def clean(self):
        data = super().clean()
        if not self.errors and not any(self.names().values()):
            raise forms.ValidationError(_("Enter the name in at least one language."))
        return data


class NewOrganisationForm(NamesMixin):
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.filter(valid_to=None).order_by("sort_ru"), label=_("Municipality"), required=False
    )
    valid_from = forms.DateField(label=_("Exists since"), required=False, widget=AdminDateInput)
    act = forms.CharField(label=_("By which act"), max_length=300, required=False)

    def save(self, *, by):
        data = self.cleaned_data
        return domain.create_organisation(
            names=self.names(),
            category=data["category"],
            unit=data["unit"],
            valid_from=data["valid_from"],
            act=data["act"],
            by=by,
        )


class OrganisationForm(forms.ModelForm):
    """What is not history: names, dates and successors change by verbs."""

    class Meta:
        model = Organisation
        fields = ["category", "unit"]


class RenameForm(NamesMixin):
    on = forms.DateField(label=_("Since"), initial=timezone.localdate, widget=AdminDateInput)
    act = forms.CharField(label=_("By which act"), max_length=300, required=False)

    def save(self, *, by, organisation):
        data = self.cleaned_data
        return domain.rename_organisation(
            organisation=organisation, names=self.names(), on=data["on"], act=data["act"], by=by
        )


class SucceedForm(forms.Form):
    successor = forms.ModelChoiceField(
        Organisation.objects.current(), label=_("What took over"), widget=OrganisationChooserWidget
    )
    on = forms.DateField(label=_("Since"), initial=timezone.localdate, widget=AdminDateInput)
    act = forms.CharField(label=_("By which act"), max_length=300)

    def save(self, *, by, organisation):
        data = self.cleaned_data
        domain.succeed_organisation(
            predecessors=[organisation], successors=[data["successor"]], on=data["on"], act=data["act"], by=by
        )
        return organisation


class InviteForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.current(), label=_("Organisation"), widget=OrganisationChooserWidget
    )
    email = EmailField(label=_("E-mail of the person"))
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices)

    def clean_email(self):
        email = normalise_email(self.cleaned_data["email"])
        self.person = User.objects.filter(email=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(_("There is no account with this e-mail. Ask the person to register first."))
        return email

    def save(self, *, by) -> Membership:
        data = self.cleaned_data
        return domain.invite_member(organisation=data["organisation"], user=self.person, by=by, role=data["role"])


class ConsentTextForm(forms.ModelForm):
    class Meta:
        model = ConsentText
        fields = [
            "kind",
            "version",
            "valid_from",
            *(f"{name}_{code}" for code in LANGUAGES for name in ("title", "text")),
        ]
        widgets = {"valid_from": AdminDateInput}
