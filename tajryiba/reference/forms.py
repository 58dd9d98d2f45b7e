"""Forms of the admin for the verbs of the register. Each `save` calls one verb."""

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES, current_language

from . import domain
from .domain.history import former_names_text
from .domain.units import LIES_IN, check_population
from .enums import MUNICIPAL_KINDS, UnitKind
from .models import Unit

POPULATION = ("population", "population_source", "population_year")


class UnitChoiceLabel:
    """Many units have the same name: the label says where each lies."""

    def label_from_instance(self, unit: Unit) -> str:
        place = unit.district if unit.district_id != unit.pk else unit.oblast
        return f"{unit.name} ({place.name})" if place and place != unit else unit.name


class UnitField(UnitChoiceLabel, forms.ModelChoiceField):
    pass


class UnitsField(UnitChoiceLabel, forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class ActField(forms.CharField):
    def __init__(self):
        super().__init__(
            label=_("Act"), max_length=300, help_text=_("The number, the date and the body of the decree.")
        )


def current_units():
    return Unit.objects.current().select_related("oblast", "district").by_name()


def neighbours(unit: Unit):
    """Units that a decree may merge with this one: of the same sort, in the same oblast."""
    municipal = (*MUNICIPAL_KINDS, UnitKind.SETTLEMENT)
    kinds = municipal if unit.kind in municipal else (unit.kind,)
    units = current_units().filter(kind__in=kinds, valid_to=None).exclude(pk=unit.pk)
    if unit.kind == UnitKind.OBLAST:
        return units
    own_district_first = Case(When(district=unit.district_id, then=0), default=1)
    language = current_language()
    return units.filter(oblast=unit.oblast_id).order_by(own_district_first, f"sort_{language}", "pk")


class UnitFactsForm(WagtailAdminModelForm):
    """What may be written over. Names, dates and successors change only by the verbs."""

    def clean(self):
        data = super().clean()
        if set(POPULATION) & set(self.errors):
            return data
        try:
            check_population(*[data.get(name) for name in POPULATION])
        except DomainError as error:
            self.add_error("population", error.message)
        return data

    def save(self, commit=True):
        self.instance.set_names(former=former_names_text(self.instance))  # the code is searched by too
        unit = super().save(commit=commit)
        if set(POPULATION) & set(self.changed_data):
            number, source, year = (self.cleaned_data[name] for name in POPULATION)
            domain.set_population(unit=unit, population=number, source=source, year=year, actor=self.for_user)
        return unit


class VerbForm(forms.Form):
    """A form about one unit (none when it makes a new one)."""

    def __init__(self, *args, unit: Unit | None = None, **kwargs):
        self.unit = unit
        super().__init__(*args, **kwargs)

    def save(self, actor) -> Unit:
        raise NotImplementedError


class NamesMixin(forms.Form):
    name_ky = forms.CharField(label=_("Name in Kyrgyz"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    def names(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"name_{code}"] for code in LANGUAGES}


class DecreeMixin(forms.Form):
    on = forms.DateField(label=_("In force from"), widget=AdminDateInput)
    act = forms.CharField(
        label=_("Act"), max_length=300, help_text=_("The number, the date and the body of the decree.")
    )


class RenameForm(DecreeMixin, NamesMixin, VerbForm):
    field_order = ("name_ky", "name_ru", "name_en", "on", "act")

    def save(self, actor) -> Unit:
        data = self.cleaned_data
        return domain.rename_unit(unit=self.unit, names=self.names(), on=data["on"], act=data["act"], actor=actor)


class MergeForm(DecreeMixin, VerbForm):
    field_order = ("units", "on", "act")
    units = UnitsField(Unit.objects.none(), label=_("Units that end and become part of this one"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = neighbours(self.unit)

    def save(self, actor) -> Unit:
        data = self.cleaned_data
        return domain.merge_units(
            units=list(data["units"]), successor=self.unit, on=data["on"], act=data["act"], actor=actor
        )


class SplitForm(DecreeMixin, VerbForm):
    field_order = ("successors", "on", "act")
    successors = UnitsField(Unit.objects.none(), label=_("Units that take this one over"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successors"].queryset = neighbours(self.unit)

    def save(self, actor) -> Unit:
        data = self.cleaned_data
        domain.split_unit(
            unit=self.unit, successors=list(data["successors"]), on=data["on"], act=data["act"], actor=actor
        )
        return self.unit


class MoveForm(VerbForm):
    parent = UnitField(Unit.objects.none(), label=_("Lies in"))
    act = forms.CharField(
        label=_("Act"), max_length=300, help_text=_("The number, the date and the body of the decree.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = current_units().filter(kind__in=LIES_IN[UnitKind(self.unit.kind)])

    def save(self, actor) -> Unit:
        data = self.cleaned_data
        return domain.move_unit(unit=self.unit, parent=data["parent"], act=data["act"], actor=actor)


class NewUnitForm(NamesMixin, VerbForm):
    field_order = ("kind", "parent", "name_ky", "name_ru", "name_en")
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in UnitKind.choices if choice[0] != UnitKind.COUNTRY]
    )
    parent = UnitField(Unit.objects.none(), label=_("Lies in"))
    valid_from = forms.DateField(label=_("Since"), widget=AdminDateInput, required=False)
    code = forms.RegexField(
        r"^\d{14}$", label=_("SOATE code"), required=False, help_text=_("14 digits, if it is known.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        containers = {kind for kinds in LIES_IN.values() for kind in kinds}
        self.fields["parent"].queryset = current_units().filter(kind__in=containers)

    def save(self, actor) -> Unit:
        data = self.cleaned_data
        return domain.create_unit(
            kind=data["kind"],
            names=self.names(),
            parent=data["parent"],
            valid_from=data["valid_from"],
            code=data["code"],
            actor=actor,
        )
