"""People by role, organisations, memberships. `person(role)` is what the whole suite uses."""

from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from tajryiba.core.folding import fold
from tajryiba.core.roles import ROLES
from tajryiba.core.sorting import sort_key
from tajryiba.people.enums import Category, MemberRole, MemberState
from tajryiba.people.models import Membership, Organisation, OrganisationName, User
from tajryiba.people.rules import ADMIN_ROLES

PASSWORD = "a-good-long-password-7"
# Everybody a page may meet; "guest" has no account.
EVERYBODY = ("guest", "reader", "member", "manager", *ROLES, "superuser")

_numbers = count(1)


def person(role: str = "reader", *, organisation: Organisation | None = None, password: str | None = None, **fields):
    """Somebody with this role: guest, reader, member, manager, one of core.roles.ROLES, superuser.

    A member or manager belongs to `organisation`, made when it is not given. The e-mail is confirmed. Without
    `password` nobody can sign in with one (tests use `force_login`), which is faster.
    """
    if role == "guest":
        return AnonymousUser()
    number = next(_numbers)
    fields = {"email": f"{role}{number}@example.kg", "full_name": f"Test {role} {number}", "language": "ky", **fields}
    user = User(is_superuser=role == "superuser", is_staff=role in {*ADMIN_ROLES, "superuser"}, **fields)
    user.set_password(password)
    user.save()
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if role in ROLES:
        user.groups.add(Group.objects.get(name=role))
    if role in ("member", "manager"):
        membership(user, organisation or make_organisation(), role=MemberRole(role))
    return user


def make_organisation(name: str = "", *, unit=None, category: str = Category.LSG, **fields) -> Organisation:
    name = name or f"Үлгү айыл өкмөтү {next(_numbers)}"
    keys = dict.fromkeys(("sort_ky", "sort_ru", "sort_en"), sort_key(name))
    organisation = Organisation.objects.create(
        **{
            "name_ky": name,
            "name_ru": name,
            "category": category,
            "unit": unit,
            "folded_names": fold(name),
            **keys,
            **fields,
        }
    )
    OrganisationName.objects.create(organisation=organisation, name_ky=name, name_ru=name)
    return organisation


def membership(
    user: User, organisation: Organisation, *, role: str = MemberRole.MEMBER, state: str = MemberState.ACTIVE, **fields
) -> Membership:
    decided = timezone.now() if state not in (MemberState.ASKED, MemberState.INVITED) else None
    return Membership.objects.create(
        user=user, organisation=organisation, role=role, state=state, **{"decided_at": decided, **fields}
    )
