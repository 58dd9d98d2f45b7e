"""Forms of the staff; `save` calls the verbs."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tajryiba.media.extraction import ENDINGS

from . import domain, importing
from .addresses import recognise
from .enums import ActKind, Body, ChangeKind, RelationKind
from .models import Act, ActEdition
from .models.acts import PARTIAL_DATE
from .places import anchor_from

UNSAID = ("", _("As the text says"))
DAY = {"widget": forms.DateInput(attrs={"type": "date"})}


class ActChoiceField(forms.ModelChoiceField):
    """Acts by their full title, the newest first."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Act.objects.none(), **kwargs)

    def label_from_instance(self, obj):
        return obj.full_title[:160]


def acts_to_choose(but: Act | None = None, *, public: bool = False):
    rows = Act.objects.public() if public else Act.objects.all()
    return (rows.exclude(pk=but.pk) if but else rows).order_by("-adopted", "-pk")


class FileField(forms.FileField):
    def __init__(self, **kwargs):
        accept = ",".join(f".{ending}" for ending in ENDINGS)
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **kwargs)


class ImportForm(forms.Form):
    address = forms.CharField(
        label=_("Official address"),
        max_length=500,
        required=False,
        help_text=_("The page of the act in the Ministry of Justice's database."),
    )
    fetch = forms.BooleanField(label=_("Fetch the text from this address"), required=False)
    file = FileField(label=_("Official file"), required=False, help_text=_("DOCX, PDF, RTF, ODT, DOC, HTML or TXT."))
    edition_on = forms.DateField(label=_("The edition is in force from"), required=False, **DAY)
    lang = forms.ChoiceField(label=_("Language"), choices=[UNSAID, *settings.LANGUAGES], required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[UNSAID, *ActKind.choices], required=False)
    body = forms.ChoiceField(label=_("Adopted by"), choices=[UNSAID, *Body.choices], required=False)
    number = forms.CharField(label=_("Number"), max_length=40, required=False)
    adopted = forms.CharField(
        label=_("Adopted on"), max_length=10, required=False, validators=[PARTIAL_DATE], help_text=PARTIAL_DATE.message
    )
    title = forms.CharField(label=_("Title"), max_length=500, required=False)

    def clean(self):
        data = super().clean()
        if data.get("fetch") and not recognise(data.get("address", "")):
            self.add_error("address", _("Paste the address first."))
        return data

    def save(self, *, actor):
        """(act, text or None). Raises DomainError."""
        data = dict(self.cleaned_data)
        upload, fetch, address = data.pop("file"), data.pop("fetch"), data.pop("address").strip()
        paper = importing.Paper(upload.name, upload.read()) if upload else None
        if paper is None and fetch:
            paper = importing.fetch_paper(recognise(address))
        return importing.import_act(actor=actor, address=address, paper=paper, **data)


class TextForm(forms.Form):
    """A text for an edition of a known act."""

    lang = forms.ChoiceField(label=_("Language"), choices=[UNSAID, *settings.LANGUAGES], required=False)
    in_force_from = forms.DateField(label=_("The edition is in force from"), required=False, **DAY)
    changed_by = ActChoiceField(label=_("By which act"), required=False)
    file = FileField(label=_("Official file"), help_text=_("DOCX, PDF, RTF, ODT, DOC, HTML or TXT."))

    def __init__(self, *args, act: Act, **kwargs):
        super().__init__(*args, **kwargs)
        self.act = act
        self.fields["changed_by"].queryset = acts_to_choose(act)

    def save(self, *, actor):
        data, upload = self.cleaned_data, self.cleaned_data["file"]
        paper = importing.Paper(upload.name, upload.read())
        read = importing.read_paper(paper)
        edition = domain.add_edition(
            act=self.act, in_force_from=data["in_force_from"], changed_by=data["changed_by"], actor=actor
        )
        document = importing.keep(paper, read.kind, actor)
        return domain.write_text(
            edition=edition, lang=data["lang"] or read.guess.lang, html=read.html, actor=actor, document=document
        )


class RelationForm(forms.Form):
    kind = forms.ChoiceField(label=_("This act"), choices=RelationKind.choices)
    other = ActChoiceField(label=_("Other act"))

    def __init__(self, *args, act: Act, **kwargs):
        super().__init__(*args, **kwargs)
        self.act = act
        self.fields["other"].queryset = acts_to_choose(act)

    def save(self, *, actor):
        return domain.relate(act=self.act, actor=actor, **self.cleaned_data)


def _words(label, **kwargs) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=2000, required=False, widget=widget, **kwargs)


class WordsForm(forms.Form):
    """What changed and what it means, in Kyrgyz and Russian: the digest takes these words."""

    what_ky = _words(_("What changed, in Kyrgyz"))
    what_ru = _words(_("What changed, in Russian"))
    meaning_ky = _words(_("What it means for an ayil okmotu, in Kyrgyz"))
    meaning_ru = _words(_("What it means for an ayil okmotu, in Russian"))


class AmendForm(WordsForm):
    kind = forms.ChoiceField(label=_("What happened"), choices=ChangeKind.choices)
    in_force_from = forms.DateField(label=_("From when"), **DAY)
    by_act = ActChoiceField(label=_("By which act"), required=False)
    articles = forms.CharField(
        label=_("Which articles"),
        max_length=500,
        required=False,
        help_text=_("For example: 12, 15-1. Empty means the whole act: everybody who cites it has to check."),
    )
    edition = forms.ModelChoiceField(
        label=_("New edition, published with it"), queryset=ActEdition.objects.none(), required=False
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ["kind", "in_force_from", "by_act", "articles", "edition"]

    def __init__(self, *args, act: Act, **kwargs):
        super().__init__(*args, **kwargs)
        self.act = act
        self.fields["by_act"].queryset = acts_to_choose(act)
        self.fields["edition"].queryset = act.editions.all()
        self.fields["key"].initial = uuid4().hex

    def clean_articles(self) -> list[str]:
        words = [part for part in self.cleaned_data["articles"].replace(";", ",").split(",") if part.strip()]
        anchors = [anchor_from(part) for part in words]
        if not all(anchors):
            raise forms.ValidationError(_("Write the numbers of articles with commas: 12, 15-1."))
        return anchors

    def save(self, *, actor):
        data = self.cleaned_data
        if data["edition"]:
            domain.publish_edition(edition=data["edition"], actor=actor)
        return domain.amend_act(act=self.act, actor=actor, **data)


class ConfirmForm(forms.Form):
    note = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class CiteForm(forms.Form):
    act = ActChoiceField(label=_("Act"))
    article = forms.CharField(
        label=_("Article and point"), max_length=60, required=False, help_text=_("For example: 12, or 12 point 3.")
    )
    note = forms.CharField(label=_("What it allows or demands"), max_length=300, required=False)

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        self.fields["act"].queryset = acts_to_choose(public=True)

    def clean_article(self) -> str:
        words = self.cleaned_data["article"].strip()
        anchor = anchor_from(words)
        if words and not anchor:
            raise forms.ValidationError(_("Write the number of the article: 12, or 12 point 3."))
        return anchor

    def save(self, *, actor):
        return domain.cite(source=self.source, actor=actor, **self.cleaned_data)
