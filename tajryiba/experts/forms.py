"""Forms. Fields are listed one by one: nothing else of a POST is ever read. The hidden key makes a second click one."""

from uuid import uuid4

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import current_language
from tajryiba.media.domain import add_image
from tajryiba.people.adapter import PhoneField
from tajryiba.people.enums import Language
from tajryiba.people.forms import NameField
from tajryiba.people.models import Organisation
from tajryiba.reference.enums import MUNICIPAL_KINDS, TOP_KINDS
from tajryiba.reference.models import Topic, Unit

from . import domain, queries
from .enums import Availability, Kind, Spoken
from .models.expert import MOST_LOAD, MOST_TOPICS, Expert

PHOTO_MB = 10
NAMES = ("name_ky", "name_ru", "name_en")


def new_key() -> str:
    return uuid4().hex


class KeyField(forms.RegexField):
    def __init__(self):
        super().__init__(r"\A[0-9a-f]{32}\Z", widget=forms.HiddenInput, initial=new_key)


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


def lines(label, rows: int = 5, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ProfileFields(forms.Form):
    """What a profile is made of, for the expert and for the staff."""

    name_ky = NameField(label=_("Name and surname, in Kyrgyz"), required=False)
    name_ru = NameField(label=_("Name and surname, in Russian"), required=False)
    name_en = NameField(label=_("Name and surname, in English"), required=False)
    kind = forms.ChoiceField(label=_("Who you are"), choices=Kind.choices, initial=Kind.INDEPENDENT)
    organisation = forms.ModelChoiceField(None, label=_("Organisation"), required=False, empty_label=_("None"))
    post_ky = forms.CharField(label=_("Post, in Kyrgyz"), max_length=200, required=False)
    post_ru = forms.CharField(label=_("Post, in Russian"), max_length=200, required=False)
    unit = forms.ModelChoiceField(None, label=_("Where you work"), required=False, empty_label=_("The whole country"))
    topics = forms.ModelMultipleChoiceField(
        None,
        label=_("Topics"),
        help_text=_("From one to five: what you know best."),
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=Spoken.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which you answer, teach, speak."),
    )
    biography_ky = lines(_("About me, in Kyrgyz"), max_length=4000, required=False)
    biography_ru = lines(_("About me, in Russian"), max_length=4000, required=False)
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("A portrait, up to 10 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    availability = forms.ChoiceField(label=_("Availability"), choices=Availability.choices)
    load_limit = forms.IntegerField(
        label=_("At most so many invitations at a time"), min_value=1, max_value=MOST_LOAD, initial=3
    )
    contact_email = forms.EmailField(label=_("E-mail for the page"), required=False)
    contact_phone = PhoneField(label=_("Phone for the page"), required=False)

    def __init__(self, *args, expert: Expert | None = None, organisations, unit_ids=(), **kwargs):
        super().__init__(*args, **{**kwargs, "initial": {**_initial(expert), **kwargs.get("initial", {})}})
        self.expert = expert
        self.fields["organisation"].queryset = organisations
        self.fields["topics"].queryset = Topic.objects.all()
        kept = {*unit_ids, expert.unit_id if expert else None} - {None}
        tops = Unit.objects.filter(kind__in=TOP_KINDS).current()
        own = Unit.objects.filter(pk__in=kept, kind__in=(*MUNICIPAL_KINDS, *TOP_KINDS))
        self.fields["unit"].queryset = (tops | own).distinct().by_name()

    def clean_topics(self):
        topics = self.cleaned_data["topics"]
        if len(topics) > MOST_TOPICS:
            raise forms.ValidationError(_("Choose at most five topics: those that you know best."))
        return topics

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        if photo and photo.size > PHOTO_MB * 1024 * 1024:
            raise forms.ValidationError(_("The photo is larger than 10 MB. Make it smaller."))
        return photo

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in NAMES):
            self.add_error("name_ky", _("Write the name in at least one language."))
        if data.get("kind") not in (None, Kind.INDEPENDENT) and not data.get("organisation"):
            self.add_error("organisation", _("Choose the organisation, or say that you are independent."))
        return data

    def facts(self, actor) -> dict:
        """What the verbs take. Keeps a new photo. Raises DomainError for a file that is no picture."""
        data = dict(self.cleaned_data)
        organisation, unit, photo = data.pop("organisation"), data.pop("unit"), data.pop("photo")
        data["organisation_id"] = organisation.pk if organisation and data["kind"] != Kind.INDEPENDENT else None
        data["unit_id"] = unit.pk if unit else None
        data["topics"] = self._in_order(data["topics"])
        if photo:
            name = data["name_ky"] or data["name_ru"] or data["name_en"]
            alt = {"ky": data["name_ky"] or name, "ru": data["name_ru"] or name, "en": data["name_en"]}
            data["photo_id"] = add_image(file=photo, title=name, alt=alt, actor=actor).pk
        return data

    def _in_order(self, topics) -> list[Topic]:
        """Those that were there keep their order; new ones come after them."""
        before = [row.topic_id for row in self.expert.expert_topics.all()] if self.expert and self.expert.pk else []
        return sorted(topics, key=lambda topic: before.index(topic.pk) if topic.pk in before else len(before))


def _initial(expert: Expert | None) -> dict:
    """The profile as its owner left it, with changes that still wait for a moderator."""
    if expert is None:
        return {"languages": [current_language()]}
    waiting = expert.proposed or {}
    names = [name for name in ProfileFields.base_fields if name not in ("organisation", "unit", "topics", "photo")]
    facts = {name: waiting.get(name, getattr(expert, name)) for name in names}
    topics = [row.topic_id for row in expert.expert_topics.all()] if expert.pk else []
    organisation = waiting.get("organisation_id", expert.organisation_id)
    return {**facts, "organisation": organisation, "unit": expert.unit_id, "topics": topics}


class ProfileForm(ProfileFields):
    """One's own profile; a practitioner's is filled from what their municipality did."""

    def __init__(self, *args, user, expert: Expert | None = None, practitioner: bool = False, **kwargs):
        known = queries.prefill(user)
        initial = {}
        if expert is None:
            initial = {"name_ky": user.get_full_name(), "name_ru": user.get_full_name()}
        if expert is None and practitioner and known:
            topics = [topic.pk for topic in known.topics]
            initial |= {"kind": Kind.PRACTITIONER, "organisation": known.organisation_id}
            initial |= {"unit": known.unit_id, "topics": topics}
        mine = Organisation.objects.filter(pk__in=queries.organisations_of(user)).by_name()
        kwargs |= {"expert": expert, "organisations": mine, "initial": initial}
        super().__init__(*args, **kwargs, unit_ids=[known.unit_id] if known else [])
        self.user = user
        if known is None:
            self.fields["kind"].choices = [pair for pair in Kind.choices if pair[0] != Kind.PRACTITIONER]

    @transaction.atomic
    def save(self) -> Expert:
        """A photo of a refused profile does not stay."""
        return domain.save_profile(user=self.user, **self.facts(self.user))


class TextForm(forms.Form):
    text = lines(_("Text"), rows=7, max_length=4000)
    key = KeyField()


class MessageForm(TextForm):
    lang = forms.ChoiceField(label=_("Language of the text"), choices=Language.choices, initial=current_language)
    field_order = ["text", "lang", "key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your message")


class AnswerForm(forms.Form):
    text = lines(_("Your answer"), rows=7, max_length=4000)


class DeclineForm(forms.Form):
    reason = forms.CharField(label=_("Why, if you want to say it"), max_length=300, required=False)


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(None, label=_("To whom"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people
        self.fields["to"].label_from_instance = lambda person: person.get_full_name() or str(_("Without a name"))


class CommentForm(forms.Form):
    """The reply to a request; how it is signed is the author's to say."""

    text = lines(_("Your comment"), rows=9, max_length=6000)
    signed_as = forms.CharField(
        label=_("How to sign it"), max_length=300, help_text=_("Name, post, organisation: readers see exactly this.")
    )
    lang = forms.ChoiceField(label=_("Language of the text"), choices=Language.choices, initial=current_language)

    def __init__(self, *args, request, **kwargs):
        expert, comment = request.invitation.expert, getattr(request, "comment", None)
        signed = ", ".join(part for part in (expert.name, expert.post) if part)
        initial = {"signed_as": signed}
        if comment is not None:
            initial = {"text": comment.author_text, "signed_as": comment.signed_as, "lang": comment.lang}
        super().__init__(*args, **{**kwargs, "initial": initial})


def refuse(form: forms.Form, refusal: DomainError) -> None:
    """A verb's refusal stands on the form, and nothing typed is lost."""
    form.add_error(None, refusal.message)
