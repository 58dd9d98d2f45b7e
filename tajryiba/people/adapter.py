"""allauth's doors into our domain: who is made, found by phone, limited, and where one goes after."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import current_language

from . import domain
from .identity import normalise_phone
from .models import User


class PhoneField(forms.CharField):
    """A phone number as people type it → E.164; empty when optional."""

    default_error_messages = {"invalid": _("This is not a phone number. Write it like 0700 123 456.")}

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        super().__init__(**{"label": _("Phone"), "max_length": 40, "widget": widget, **kwargs})

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return ""
        number = normalise_phone(value)
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class AccountAdapter(DefaultAccountAdapter):
    # --- Limits: counted before the password is hashed ---

    def get_client_ip(self, request) -> str:
        """The address next to the outermost proxy that we trust; headers are ignored when there is none."""
        count = settings.TAJRYIBA_TRUSTED_PROXIES
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if count and len(forwarded) >= count:
            return forwarded[-count]
        return request.META.get("REMOTE_ADDR") or "unknown"

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """One counter for each login, e-mail or phone, whatever the address of the site in the request."""
        return next((credentials[key] for key in ("email", "phone", "username") if credentials.get(key)), "")

    # --- Making an account ---

    def save_user(self, request, user, form, commit=True):
        data = form.cleaned_data
        return domain.register(
            email=data["email"],
            password=data["password1"],
            full_name=data["full_name"],
            language=current_language(),
            category=data["category"],
            phone=data["phone"],
            consents=form.given_consents(),
        )

    def set_password(self, user, password) -> None:
        super().set_password(user, password)
        domain.password_was_changed(user=user)

    # --- Phone: a login, not yet verified (codes go by e-mail) ---

    def phone_form_field(self, **kwargs):
        return PhoneField(**kwargs)

    def get_phone(self, user):
        return (user.phone, user.phone_verified) if user.phone else None

    def get_user_by_phone(self, phone):
        number = normalise_phone(phone)
        return User.objects.filter(phone=number).first() if number else None

    # --- Where one goes ---

    def get_logout_redirect_url(self, request) -> str:
        return f"/{current_language()}/"

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account")
