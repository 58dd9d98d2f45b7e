"""The form of a profile: for the admin, and for a municipality's manager on the public site."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from ..domain.units import set_population
from ..models import Unit
from .domain import Fact, check_fact, set_profile
from .models import FACTS, UnitProfile

FIELDS = ("population", *FACTS)
# More than this is a slip of the pen.
MOST = {"population": 10_000_000, "distance_km": 2_000, "budget_som": 10**12, "staff": 100_000}
YES_NO = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]


class NumberField(forms.IntegerField):
    """A whole number as people write it: 38 600 000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class YesNoField(forms.TypedChoiceField):
    """Three answers: yes, no, and not known."""

    def __init__(self, **kwargs):
        super().__init__(choices=YES_NO, coerce=lambda value: value == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)


@dataclass(frozen=True)
class Row:
    """A fact on the form: its value, where it comes from, for which year."""

    value: forms.BoundField
    source: forms.BoundField
    year: forms.BoundField


class ProfileForm(forms.Form):
    """Facts of `unit`; an empty field is "not known". A source written once at the top counts for every fact below that
    has a value and no source of its own.
    """

    common_source = forms.CharField(
        label=_("Source of what you enter"),
        max_length=300,
        required=False,
        help_text=_(
            "A report, a passport of the municipality, a link. Where a fact has another source, write it there."
        ),
    )
    common_year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2100)

    def __init__(self, *args, unit: Unit, **kwargs):
        self.unit = unit
        self.profile = UnitProfile.objects.filter(unit=unit).first() or UnitProfile(unit=unit)
        kwargs["initial"] = {**self._present(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            label = self._model(name)._meta.get_field(name).verbose_name
            self.fields[name] = self._value_field(name)
            self.fields[f"{name}_source"] = forms.CharField(
                label=_("%(fact)s: source") % {"fact": label}, max_length=300, required=False
            )
            self.fields[f"{name}_year"] = forms.IntegerField(
                label=_("%(fact)s: year") % {"fact": label}, required=False, min_value=1900, max_value=2100
            )

    def _model(self, name: str):
        return Unit if name == "population" else UnitProfile

    def _present(self) -> dict:
        columns = [f"{name}{ending}" for name in FIELDS for ending in ("", "_source", "_year")]
        return {
            column: getattr(self.unit if column.startswith("population") else self.profile, column)
            for column in columns
        }

    def _value_field(self, name: str) -> forms.Field:
        field = self._model(name)._meta.get_field(name)
        options = {"label": field.verbose_name, "help_text": field.help_text, "required": False}
        if name in ("highland", "border"):
            return YesNoField(**options)
        if name == "settlement":
            return forms.ChoiceField(choices=[("", _("not known")), *field.choices], **options)
        if name in ("languages", "infrastructure"):
            return field.formfield()
        return NumberField(min_value=0, max_value=MOST[name], **options)

    def rows(self) -> list[Row]:
        return [Row(self[name], self[f"{name}_source"], self[f"{name}_year"]) for name in FIELDS]

    def fact(self, name: str) -> Fact:
        """What was entered for a fact, with the common source and year where it has none of its own."""
        data = self.cleaned_data
        value = data.get(name)
        source = data.get(f"{name}_source") or ""
        if value in (None, "", []):
            return Fact(None)
        if source:
            return Fact(value, source, data.get(f"{name}_year"))
        return Fact(value, data.get("common_source") or "", data.get(f"{name}_year") or data.get("common_year"))

    def clean(self):
        data = super().clean()
        for name in FIELDS:
            try:
                check_fact(self.fact(name))
            except DomainError as refusal:
                self.add_error(f"{name}_year" if refusal.code == "wrong_year" else f"{name}_source", refusal.message)
        return data

    @transaction.atomic
    def save(self, actor) -> Unit:
        population = self.fact("population")
        before = tuple(self.initial[f"population{ending}"] for ending in ("", "_source", "_year"))
        if (population.value, population.source, population.year) != before:
            set_population(
                unit=self.unit, population=population.value, source=population.source, year=population.year, actor=actor
            )
        set_profile(unit=self.unit, facts={name: self.fact(name) for name in FACTS}, actor=actor)
        return self.unit
