"""A person's account from registration to erasure."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from tajryiba.audit import domain as audit
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError

from ..enums import OPEN_STATES, Category, Channel, ContactKind, Language
from ..identity import normalise_email, normalise_phone
from ..models import Absence, Consent, ConsentText, Contact, Membership, User
from .consents import give_consent
from .memberships import leave_organisation


@transaction.atomic
def register(
    *,
    email: str,
    password: str | None,
    full_name: str = "",
    language: str = Language.KY,
    category: str = Category.CITIZEN,
    phone: str = "",
    consents: Sequence[ConsentText] = (),
) -> User:
    """Make the account of a person who registers; the e-mail waits for its code, the phone is stored unverified.

    Side effects: the consents that were given, an event. The caller has checked that the e-mail is free.
    """
    user = User.objects.create_user(
        email=email, password=password, full_name=full_name, language=language, category=category
    )
    Contact.objects.create(user=user, kind=ContactKind.EMAIL, value=user.email, preferred=True)
    _set_phone(user, phone)
    for text in consents:
        give_consent(user=user, text=text)
    audit.record("people.registered", actor=user, obj=user, category=category, language=language)
    return user


def _set_phone(user: User, phone: str) -> None:
    """Keep the number as a contact; make it a login unless another account has it. Nobody is told which of the two.

    The unique column decides, so two accounts that take a number at the same moment are no special case.
    """
    number = normalise_phone(phone)
    Contact.objects.filter(user=user, kind=ContactKind.PHONE).exclude(value=number or "").delete()
    if number:
        Contact.objects.get_or_create(user=user, kind=ContactKind.PHONE, value=number)
    if number == user.phone:
        return
    user.phone, user.phone_verified = number, False
    try:
        with transaction.atomic():
            user.save(update_fields=["phone", "phone_verified"])
    except IntegrityError:
        user.phone = None
        user.save(update_fields=["phone", "phone_verified"])


@transaction.atomic
def update_profile(*, user: User, full_name: str, language: str, category: str, phone: str) -> User:
    """Change what a person says about themselves. Never touches consents, roles or memberships.

    Side effects: an event.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    user.full_name, user.language, user.category = full_name, language, category
    user.save(update_fields=["full_name", "language", "category"])
    _set_phone(user, phone)
    audit.record("people.profile_changed", actor=user, obj=user, category=category, language=language)
    return user


@transaction.atomic
def verify_contact(*, user: User, kind: str, value: str) -> Contact:
    """The person has proved that the channel is theirs. Doing it twice changes nothing. Side effects: an event."""
    value = normalise_email(value) if kind == ContactKind.EMAIL else normalise_phone(value) or value
    contact, _created = Contact.objects.get_or_create(user=user, kind=kind, value=value)
    if contact.verified_at is None:
        contact.verified_at = timezone.now()
        contact.save(update_fields=["verified_at"])
        audit.record("people.contact_verified", actor=user, obj=contact, kind=kind)
    return contact


@transaction.atomic
def change_email(*, user: User, address: str) -> Contact:
    """The verified `address` became the login; the former one is no channel any more. Side effects: an event."""
    value = normalise_email(address)
    Contact.objects.filter(user=user, kind=ContactKind.EMAIL).exclude(value=value).delete()
    contact = verify_contact(user=user, kind=ContactKind.EMAIL, value=value)
    if not user.contacts.filter(preferred=True).exists():
        contact.preferred = True
        contact.save(update_fields=["preferred"])
    audit.record("people.login_changed", actor=user, obj=user)
    return contact


def password_was_changed(*, user: User) -> None:
    """Lift the duty to change a one-time password. Side effects: an event."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    audit.record("people.password_changed", actor=user, obj=user)


def export_my_data(user: User) -> dict:
    """Everything the portal knows about the person, ready for JSON; apps above add theirs through "export_my_data"."""
    return {
        "account": {
            "email": user.email,
            "phone": user.phone,
            "phone_verified": user.phone_verified,
            "full_name": user.full_name,
            "language": user.language,
            "category": user.category,
            "registered": user.date_joined,
            "last_sign_in": user.last_login,
            "roles": sorted(user.roles),
            "second_factors": list(Authenticator.objects.filter(user=user).values_list("type", flat=True)),
        },
        "contacts": list(user.contacts.values("kind", "value", "verified_at", "preferred")),
        "memberships": [
            {
                "organisation": membership.organisation.name,
                "role": membership.role,
                "state": membership.state,
                "asked": membership.asked_at,
                "decided": membership.decided_at,
                "left": membership.left_at,
            }
            for membership in user.memberships.select_related("organisation")
        ],
        "consents": list(user.consents.values("kind", "text_version__version", "given_at", "withdrawn_at", "channel")),
        "absences": list(user.absences.values("first_day", "last_day")),
        **{key: value for part in hooks.call("export_my_data", user=user) for key, value in part.items()},
    }


@transaction.atomic
def erase_my_data(*, user: User) -> User:
    """Blank all that tells who the person is and close the account; what they published stays as "former user".

    The caller has checked the password. Memberships end, consents are withdrawn, every session dies with the password,
    apps above erase theirs through "erase_my_data". Side effects: an event. Raises DomainError for the only superuser.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_superuser and not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists():
        raise DomainError(_("You are the only administrator. Make another one first."), code="last_administrator")
    for membership in Membership.objects.filter(user=user, state__in=OPEN_STATES):
        leave_organisation(membership=membership, by=user, even_last_manager=True)
    now = timezone.now()
    Consent.objects.in_force().filter(user=user).update(withdrawn_at=now, channel=Channel.SYSTEM)
    hooks.call("erase_my_data", user=user)
    user.absences.all().delete()
    Absence.objects.filter(deputy=user).update(deputy=None)
    user.contacts.all().delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = user.phone = user.last_login = None
    user.full_name, user.language, user.category = "", Language.KY, Category.CITIZEN
    user.phone_verified = user.is_staff = user.is_superuser = user.is_active = user.must_change_password = False
    user.erased_at = now
    user.set_unusable_password()
    user.save()
    audit.record("people.erased", obj=user)
    return user
