"""Forms of the workspace. Fields are listed one by one: nothing else of a POST is ever read."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms import BaseModelFormSet, modelformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.forms import DayField, FigureField, SomField
from tajryiba.core.languages import LANGUAGES

from .enums import ConditionKind, PublicPart
from .models import AdoptionBudgetLine, AdoptionCondition, AdoptionResult, AdoptionStep

PHOTO_SLOTS = 3


def new_key() -> str:
    return uuid4().hex


class KeyField(forms.CharField):
    """Tells a second click from a second deed."""

    def __init__(self):
        super().__init__(
            widget=forms.HiddenInput, initial=new_key, max_length=32, validators=[RegexValidator(r"^[0-9a-f]{32}$")]
        )


class StartForm(forms.Form):
    seat = forms.ChoiceField(label=_("For which municipality"), widget=forms.Select)
    is_hidden = forms.BooleanField(
        label=_("Do not show yet that we are studying this"),
        help_text=_("Otherwise everybody sees the name of the municipality and the stage. You can change it later."),
        required=False,
    )

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {seat.key: seat for seat in seats}
        self.fields["seat"].choices = [(seat.key, seat.unit.name) for seat in seats]

    def chosen_seat(self):
        return self.seats[self.cleaned_data["seat"]]


class MoveForm(forms.Form):
    """What a step between stages needs; the verb says what is missing."""

    to = forms.CharField(max_length=10, widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number of the decision"), max_length=40, required=False)
    on = DayField(label=_("Date"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea)


class GoalForm(forms.Form):
    goal = forms.CharField(
        label=_("What we want to reach, and for whom"),
        help_text=_("One or two sentences; they go into the draft decisions."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lang = forms.ChoiceField(
        label=_("In which language you write here"), choices=[("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
    )


class TextForm(forms.Form):
    """A note, a letter, a reply."""

    text = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    key = KeyField()


class LetterForm(TextForm):
    to = forms.ChoiceField(label=_("To whom"))
    field_order = ["to", "text", "key"]

    def __init__(self, *args, adopters=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.adopters = {str(adoption.pk): adoption for adoption in adopters}
        names = [(key, adoption.unit.name) for key, adoption in self.adopters.items()]
        self.fields["to"].choices = [("origin", _("The authors of the practice")), *names]
        self.fields["text"].label = _("Your question")

    def recipient(self):
        """An earlier adopter; None is the origin."""
        return self.adopters.get(self.cleaned_data["to"])


class PaperForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("PDF, DOCX, XLSX and others, up to 25 MB."))
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    key = KeyField()


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("What was done, what stands in the way"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    on = DayField(label=_("Date"), initial=timezone.localdate)
    key = KeyField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, PHOTO_SLOTS + 1):
            self.fields[f"photo_{number}"] = forms.FileField(
                label=_("Photo %(number)s") % {"number": number},
                required=False,
                widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
            )
            self.fields[f"seen_ky_{number}"] = forms.CharField(
                label=_("What is seen in it, in Kyrgyz"), max_length=250, required=False
            )
            self.fields[f"seen_ru_{number}"] = forms.CharField(
                label=_("What is seen in it, in Russian"), max_length=250, required=False
            )

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("This date is still to come. Check it."), code="to_come")
        return self.cleaned_data["on"]

    def clean(self):
        cleaned = super().clean()
        for number in range(1, PHOTO_SLOTS + 1):
            has_words = cleaned.get(f"seen_ky_{number}") or cleaned.get(f"seen_ru_{number}")
            if cleaned.get(f"photo_{number}") and not has_words:
                self.add_error(f"seen_ky_{number}", _("Say what is seen, for those who cannot see it."))
        return cleaned

    def words(self) -> list:
        """Fields of the report itself, for the page."""
        return [self[name] for name in ("text", "on")]

    def photo_fields(self) -> list[list]:
        """Fields of each photo, for the page."""
        names = ("photo", "seen_ky", "seen_ru")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, PHOTO_SLOTS + 1)]

    def photos(self) -> list[tuple]:
        data = self.cleaned_data
        return [
            (data[f"photo_{number}"], {code: data[f"seen_{code}_{number}"] for code in ("ky", "ru")})
            for number in range(1, PHOTO_SLOTS + 1)
            if data.get(f"photo_{number}")
        ]


class StoryForm(forms.Form):
    story = forms.CharField(
        label=_("What came of it"),
        help_text=_("How it went, what changed for residents. This becomes your story on the page of the practice."),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    failed = forms.CharField(
        label=_("What did not work"),
        help_text=_("Others repeat your success if they know where you stumbled."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PublicForm(forms.Form):
    is_hidden = forms.BooleanField(label=_("Hide for now even the name and the stage"), required=False)
    parts = forms.MultipleChoiceField(
        label=_("What everybody may read besides the name and the stage"),
        choices=PublicPart.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


# --- Tables: one form a line ---


class RowForm(forms.ModelForm):
    """A line that was added here is known by its own words; a copied one by those of the origin."""

    def clean(self):
        cleaned = super().clean()
        if "own" in self.fields and not cleaned.get("own") and not self.is_copied() and self.has_changed():
            self.add_error("own", _("Name this line."))
        return cleaned

    def is_copied(self) -> bool:
        return any(getattr(self.instance, f"name_{code}") for code in LANGUAGES)


class ConditionForm(RowForm):
    class Meta:
        model = AdoptionCondition
        fields = ["own", "light", "change"]
        widgets = {"change": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["own"].label = _("Our own condition")
        if self.instance.pk and self.instance.kind != ConditionKind.OWN:
            del self.fields["own"]


class StepForm(RowForm):
    due = DayField(label=_("Until"), required=False)
    done_on = DayField(label=_("Done on"), required=False)

    class Meta:
        model = AdoptionStep
        fields = ["own", "owner", "due", "done_on"]

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = team
        self.fields["owner"].label_from_instance = lambda person: person.get_full_name() or "—"
        self.fields["own"].widget.attrs["maxlength"] = 500

    def clean_done_on(self):
        done = self.cleaned_data["done_on"]
        if done and done > timezone.localdate():
            raise ValidationError(_("This date is still to come. Check it."), code="to_come")
        return done


class BudgetForm(forms.ModelForm):
    planned_som = SomField(label=_("Planned, som"))
    spent_som = SomField(label=_("Spent, som"))

    class Meta:
        model = AdoptionBudgetLine
        fields = ["kind", "name", "planned_som", "spent_som"]


class ResultForm(RowForm):
    before = FigureField(label=_("With us before"))
    after = FigureField(label=_("With us now"))

    class Meta:
        model = AdoptionResult
        fields = ["own", "own_unit", "before", "after"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["own"].label = _("Our own indicator")
        if self.instance.pk and self.is_copied():
            del self.fields["own"], self.fields["own_unit"]


class RowFormSet(BaseModelFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this line")


FORMS = {"conditions": ConditionForm, "steps": StepForm, "budget": BudgetForm, "results": ResultForm}


def row_formset(table: str, adoption, team, data=None) -> RowFormSet:
    """All lines of a table, and one empty line."""
    form = FORMS[table]
    kwargs = {"team": team} if table == "steps" else {}
    make = modelformset_factory(
        form._meta.model, form=form, formset=RowFormSet, extra=1, can_delete=True, can_delete_extra=False, max_num=101
    )
    return make(data, queryset=getattr(adoption, table).all(), form_kwargs=kwargs, prefix=table)
