"""Forms of the verbs; each `save` calls one."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from tajryiba.core.languages import LANGUAGES, current_language
from tajryiba.media.models import PortalDocument

from ..enums import EvidenceLevel
from . import domain
from .enums import RecheckAnswer


class VerifyForm(forms.Form):
    level = forms.TypedChoiceField(label=_("Evidence level"), choices=EvidenceLevel.choices, coerce=int)
    checker = forms.CharField(
        label=_("Who checked"), max_length=200, help_text=_("A person or an organisation, as readers shall see it.")
    )
    checked_on = forms.DateField(label=_("Day of the check"), widget=AdminDateInput)
    basis_ky = forms.CharField(label=_("On what document, in Kyrgyz"), max_length=300, required=False)
    basis_ru = forms.CharField(label=_("On what document, in Russian"), max_length=300, required=False)
    basis_en = forms.CharField(label=_("On what document, in English"), max_length=300, required=False)
    document = forms.ModelChoiceField(
        PortalDocument.objects.none(),
        label=_("Document on the portal"),
        required=False,
        help_text=_("One of the practice's documents, if it is there. Readers open it only when it is public."),
    )

    def __init__(self, *args, practice, **kwargs):
        self.practice = practice
        super().__init__(*args, **kwargs)
        self.fields["checked_on"].initial = timezone.localdate()
        self.fields["document"].queryset = PortalDocument.objects.filter(
            pk__in=practice.documents.values("document")
        ).order_by("title")

    def save(self, actor):
        data = self.cleaned_data
        return domain.verify(
            practice=self.practice,
            level=data["level"],
            checker=data["checker"],
            checked_on=data["checked_on"],
            basis={code: data[f"basis_{code}"] for code in LANGUAGES},
            document=data["document"],
            actor=actor,
        )


class AnnulForm(forms.Form):
    why = forms.CharField(label=_("Why it is wrong"), max_length=300, help_text=_("Readers see the reason."))

    def __init__(self, *args, check, **kwargs):
        self.check = check
        super().__init__(*args, **kwargs)

    def save(self, actor):
        return domain.annul_check(check=self.check, why=self.cleaned_data["why"], actor=actor)


class RecheckForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Does it still run?"), choices=RecheckAnswer.choices, widget=forms.RadioSelect, required=True
    )
    why = forms.CharField(
        label=_("What has changed, or why it stopped"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed unless it runs as described. Everybody will read it."),
    )

    def __init__(self, *args, recheck, **kwargs):
        self.recheck = recheck
        super().__init__(*args, **kwargs)

    def save(self, actor):
        data = self.cleaned_data
        return domain.answer_recheck(
            recheck=self.recheck, answer=data["answer"], why=data["why"], lang=current_language(), actor=actor
        )
