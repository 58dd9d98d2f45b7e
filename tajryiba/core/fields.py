"""Model fields that Django does not have."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """A short list of values out of fixed choices, kept as JSON; in forms a column of check boxes."""

    def __init__(self, *args, choices_class, **kwargs):
        self.choices_class = choices_class
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "choices_class": self.choices_class}

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        unknown = set(value) - set(self.choices_class.values)
        if unknown:
            raise ValidationError(_("Choose from the list."), code="invalid_choice")

    def formfield(self, **kwargs):
        options = {"label": kwargs.get("label", self.verbose_name), "help_text": self.help_text, "required": False}
        return forms.MultipleChoiceField(
            choices=self.choices_class.choices, widget=forms.CheckboxSelectMultiple, **options
        )
