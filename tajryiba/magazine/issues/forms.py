"""Forms of the editors' screens of issues."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from ..enums import DIGESTS, ArticleKind
from ..models import Issue, Rubric
from . import domain

NUMBERS = ("number", "number_to", "through_number", "through_number_to")


class PlanForm(forms.ModelForm):
    """A new issue. Uniqueness is the verb's affair: its refusal stands on the form."""

    class Meta:
        model = Issue
        fields = ["year", "month", "month_to", *NUMBERS]

    def _post_clean(self):
        """The instance of a new issue is made by the verb."""

    def save(self, *, actor) -> Issue:
        return domain.plan_issue(actor=actor, **self.cleaned_data)


class FactsForm(forms.ModelForm):
    class Meta:
        model = Issue
        fields = ["year", "month", "month_to", *NUMBERS, "print_run", "cover_ky", "cover_ru"]
        widgets = {"cover_ky": AdminImageChooser, "cover_ru": AdminImageChooser}

    def _post_clean(self):
        """What the form shows must not change the row before the verb does."""

    def save(self, *, actor) -> Issue:
        return domain.change_issue(issue=self.instance, actor=actor, **self.cleaned_data)


class NewArticleForm(forms.Form):
    """The digests have buttons of their own."""

    title = forms.CharField(label=_("Working title"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in ArticleKind.choices if choice[0] not in DIGESTS]
    )
    rubric = forms.ModelChoiceField(
        label=_("Rubric"), queryset=Rubric.objects.filter(is_retired=False), required=False, empty_label=_("none")
    )

    def save(self, *, issue: Issue, actor):
        return domain.new_article(issue=issue, actor=actor, **self.cleaned_data)
