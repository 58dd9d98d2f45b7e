"""Forms of questions and replies. The hidden key makes a second click, or a second try, the same post (T10)."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tajryiba.people.enums import Language

from .domain import MAX_LENGTH


class PostForm(forms.Form):
    text = forms.CharField(max_length=MAX_LENGTH, widget=forms.Textarea(attrs={"rows": 7}), label=_("Your question"))
    lang = forms.ChoiceField(label=_("Language of the text"), choices=Language.choices)
    organisation = forms.ModelChoiceField(None, required=False, label=_("On behalf of"), empty_label=_("Myself"))
    key = forms.RegexField(r"\A[0-9a-f]{32}\Z", widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, organisations, **kwargs):
        kwargs["initial"] = {"key": uuid4().hex, **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)
        if organisations.exists():
            self.fields["organisation"].queryset = organisations
        else:
            del self.fields["organisation"]

    def words(self) -> dict:
        """What the verb is given."""
        data = self.cleaned_data
        return {**{name: data[name] for name in ("text", "lang", "key")}, "organisation": data.get("organisation")}


class ReplyForm(PostForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your reply")
