"""Form fields for numbers and dates as people type them."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .numbers import number

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_SOM = re.compile(r"(сом|som|с\.)$", re.IGNORECASE)
LARGEST_SOM = 10**13
LARGEST_FIGURE = Decimal(10) ** 14


class SomField(forms.CharField):
    """Whole som: «1 200 000», «1200000 сом»."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"required": False, "widget": widget, "max_length": 30, **kwargs})

    def prepare_value(self, value):
        return number(value, 0) if isinstance(value, int) else value

    def clean(self, value) -> int | None:
        text = _SOM.sub("", _SPACES.sub("", super().clean(value))).rstrip(".")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,13}", text, re.ASCII) or int(text) > LARGEST_SOM:
            raise ValidationError(_("Enter whole som in figures. Example: 150 000"), code="not_som")
        return int(text)


class FigureField(forms.CharField):
    """A value of an indicator: «61», «0,5», «1 240», «-3»."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"required": False, "widget": widget, "max_length": 30, **kwargs})

    def prepare_value(self, value):
        return number(value, 3) if isinstance(value, Decimal) else value

    def clean(self, value) -> Decimal | None:
        text = _SPACES.sub("", super().clean(value)).replace(",", ".").replace("\u2212", "-")
        if not text:
            return None
        try:
            figure = Decimal(text).quantize(Decimal("0.001")).normalize() + 0
        except InvalidOperation as error:
            raise ValidationError(_("Enter a number. Example: 61 or 0,5"), code="not_a_number") from error
        if not figure.is_finite() or abs(figure) > LARGEST_FIGURE:
            raise ValidationError(_("Enter a number. Example: 61 or 0,5"), code="not_a_number")
        return figure


class DayField(forms.DateField):
    """The browser's own calendar; typed dates are understood too."""

    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs})
