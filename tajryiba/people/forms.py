"""Forms of sign-in and of the account. Fields are listed one by one: nothing else of a POST is ever read."""

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.core import ratelimit
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from . import queries
from .adapter import PhoneField
from .clean import clean_name
from .enums import Category, ConsentKind, Language
from .identity import login_identifier, normalise_email


class EmailField(forms.EmailField):
    """Stored and compared in one form: lower case, no stray spaces, ordinary letters."""

    def __init__(self, **kwargs):
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(**{"label": _("E-mail"), "max_length": 254, "widget": widget, **kwargs})

    def to_python(self, value):
        return normalise_email(value) or ""


class NameField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(**{"label": _("Name and surname"), "max_length": 200, "widget": widget, **kwargs})

    def to_python(self, value):
        return clean_name(super().to_python(value))


# --- Sign-in ---


class LoginForm(allauth_forms.LoginForm):
    """E-mail or phone with the password; the answer to a wrong one never tells which part was wrong."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label, field.max_length = _("E-mail or phone"), 254
        field.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self):
        kind, value = login_identifier(self.cleaned_data["login"])
        if value is None:
            raise forms.ValidationError(
                _("This is neither an e-mail address nor a phone number. Check what you typed.")
            )
        self.login_kind = kind
        return value

    def user_credentials(self) -> dict:
        login = self.cleaned_data["login"]
        return {self.login_kind: login, "password": self.cleaned_data["password"]}

    def _clean_with_password(self, credentials: dict):
        data = super()._clean_with_password(credentials)
        if self.user and not self.user.email:
            self._login.email_verification = "none"  # an account with a phone only has no address to send a code to
        return data


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    email = EmailField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("phone", None)  # codes go by e-mail
        self.fields["email"].required = True


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    email = EmailField()


class AddEmailForm(allauth_forms.AddEmailForm):
    email = EmailField(label=_("New e-mail"))


class ChangeEmailForm(allauth_forms.ChangeEmailForm):
    email = EmailField(label=_("New e-mail"))


class SignupForm(allauth_forms.SignupForm):
    """Registration. The e-mail is proved by a code; the phone is optional and stays unverified."""

    full_name = NameField()
    email = EmailField()
    phone = PhoneField(
        required=False,
        help_text=_("You can also sign in with it. Codes come by e-mail, so the number is not checked yet."),
    )
    category = forms.ChoiceField(label=_("Who you are"), choices=Category.choices, initial=Category.CITIZEN)
    personal_data = forms.BooleanField(
        label=_("I agree to the processing of my personal data"),
        error_messages={"required": _("Without this consent we may not keep an account for you.")},
    )
    news_email = forms.BooleanField(label=_("Send me news of the portal by e-mail"), required=False)

    field_order = ["full_name", "email", "phone", "category", "password1", "personal_data", "news_email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")  # allauth has put its own word there

    def clean_email(self):
        validate_email(self.cleaned_data["email"])
        return super().clean_email()

    def given_consents(self) -> list:
        """The texts in force of the boxes that were ticked."""
        kinds = [kind for kind in (ConsentKind.PERSONAL_DATA, ConsentKind.NEWS_EMAIL) if self.cleaned_data.get(kind)]
        return [text for kind in kinds if (text := queries.current_text(kind))]

    def try_save(self, request):
        """A known address takes the same path and the same time: the password is hashed for nobody.

        A second parallel request with the same new address loses to the first one and is answered like a known address.
        """
        try:
            with transaction.atomic():
                if self.account_already_exists:
                    make_password(self.cleaned_data["password1"])
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
            return super().try_save(request)


# --- The account ---


class ProfileForm(forms.Form):
    """What a person says about themselves; neither consents nor roles are here."""

    full_name = NameField()
    language = forms.ChoiceField(label=_("Language of our letters to you"), choices=Language.choices)
    category = forms.ChoiceField(label=_("Who you are"), choices=Category.choices)
    phone = PhoneField(
        required=False,
        help_text=_("You can sign in with it, unless another account already uses it. The number is not checked yet."),
    )


class EraseForm(forms.Form):
    """The password is asked for, within the limit of tries, before an account is erased."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    sure = forms.BooleanField(label=_("I understand that this cannot be undone"))

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        if not request.user.has_usable_password():
            del self.fields["password"]

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise forms.ValidationError(_("Too many tries. Wait ten minutes and try again."))
        if not self.request.user.check_password(password):
            raise forms.ValidationError(_("The password is wrong. Check the language of the keyboard and try again."))
        return password
