"""What staff do with accounts. Nobody raises themselves; only a superuser touches who works in the admin."""

from collections.abc import Iterable
from functools import partial

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tajryiba.audit import domain as audit
from tajryiba.core.errors import DomainError

from ..enums import ContactKind
from ..identity import normalise_email, normalise_phone
from ..models import Contact, User
from ..rules import ADMIN_ROLES, assignable_roles
from ._shared import require


@transaction.atomic
def create_person(*, by: User, email: str | None, phone: str | None, roles: Iterable[str] = (), **facts) -> User:
    """Make an account without a password: the person enters with a code by e-mail.

    Side effects: an event.
    """
    require(by, "people.create_person", None)
    user = User.objects.create_user(email=email, phone=phone, **_plain(facts))
    if user.email:
        Contact.objects.create(user=user, kind=ContactKind.EMAIL, value=user.email, preferred=True)
    if user.phone:
        Contact.objects.create(user=user, kind=ContactKind.PHONE, value=user.phone)
    _set_roles(user, by, roles)
    audit.record("people.created_by_staff", actor=by, obj=user, roles=sorted(user.roles))
    return user


@transaction.atomic
def edit_person(
    *, user: User, by: User, email: str | None, phone: str | None, roles: Iterable[str], is_active: bool = True, **facts
) -> User:
    """Change another person's account. A new e-mail must be proved by its owner before it lets anybody in.

    Side effects: an event; a letter to the former e-mail, so that nobody loses an account unawares.
    Raises DomainError("forbidden") for those whom `by` may not touch.
    """
    require(by, "people.edit_person", user)
    user = User.objects.select_for_update().get(pk=user.pk)
    for name, value in _plain(facts).items():
        setattr(user, name, value)
    number, address = normalise_phone(phone), normalise_email(email)
    if number != user.phone:
        user.phone, user.phone_verified = number, False
    if address != user.email:
        EmailAddress.objects.filter(user=user).delete()
        Contact.objects.filter(user=user, kind=ContactKind.EMAIL).delete()
        if user.email:
            transaction.on_commit(partial(_tell_former_address, user.email, user.language), robust=True)
        user.email = address
    if user.pk != by.pk:
        user.is_active = is_active
    user.save()
    _set_roles(user, by, roles)
    audit.record("people.edited_by_staff", actor=by, obj=user, roles=sorted(user.roles), active=user.is_active)
    return user


@transaction.atomic
def set_superuser(*, user: User, by: User, value: bool) -> User:
    """Only a superuser makes or unmakes another one, never themselves. Side effects: an event."""
    if not by.is_superuser or user.pk == by.pk:
        raise DomainError(_("Only another administrator may change this."), code="forbidden")
    if user.is_superuser != value:
        user.is_superuser = value
        user.is_staff = value or not user.roles.isdisjoint(ADMIN_ROLES)
        user.save(update_fields=["is_superuser", "is_staff"])
        audit.record("people.superuser_changed", actor=by, obj=user, value=value)
    return user


def _tell_former_address(address: str, language: str) -> None:
    with translation.override(language):
        subject = gettext("Your e-mail for signing in was changed")
        body = gettext(
            "The staff of the portal changed the e-mail of your account. If you did not ask for it, answer this letter."
        )
        send_mail(subject, body, None, [address])


def _plain(facts: dict) -> dict:
    """Facts that staff may set; anything else is a fault of the program."""
    if unknown := facts.keys() - {"full_name", "language", "category"}:
        raise TypeError(f"Not a fact that staff set: {sorted(unknown)}")
    return facts


def _set_roles(user: User, by: User, roles: Iterable[str]) -> None:
    """Give and take the roles that `by` may hand out; the others stay as they are."""
    mine = assignable_roles(by)
    wanted = set(roles)
    if wanted - mine - user.roles:
        raise DomainError(_("You may not give this role. Ask the administrator."), code="forbidden")
    kept = (set(user.roles) - mine) | (wanted & mine)
    user.groups.set(Group.objects.filter(name__in=kept))
    user.__dict__.pop("roles", None)
    user.is_staff = user.is_superuser or not user.roles.isdisjoint(ADMIN_ROLES)
    user.save(update_fields=["is_staff"])
