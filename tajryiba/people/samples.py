"""Sample people for the demo and the journeys: names say that they are samples, nobody here is real."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from tajryiba.core import roles
from tajryiba.reference.models import Unit

from . import domain, queries
from .enums import Category, ConsentKind, MemberRole, MemberState
from .models import Organisation, User
from .rules import ADMIN_ROLES

SAMPLE_DOMAIN = "sample.tajryiba.local"

# login, role (group), name, category
STAFF = (
    ("content", roles.CONTENT_ADMIN, "Үлгү Мазмун администратору", Category.EXPERT),
    ("clients", roles.CLIENT_ADMIN, "Үлгү Кардарлар администратору", Category.EXPERT),
    ("editor", roles.EDITOR, "Үлгү Редактор", Category.EXPERT),
    ("expert", roles.EXPERT, "Үлгү Эксперт", Category.EXPERT),
    ("state", roles.STATE_REP, "Үлгү Мамлекеттик орган өкүлү", Category.STATE),
    ("jury", roles.JURY, "Үлгү Калыстар мүчөсү", Category.UNIVERSITY),
    ("coordinator", roles.COORDINATOR, "Үлгү Координатор", Category.EXPERT),
    ("analyst", roles.ANALYST, "Үлгү Аналитик", Category.DONOR),
)
READER = ("reader", "", "Үлгү Окурман", Category.CITIZEN)
MUNICIPALITIES = 3


@dataclass
class Account:
    login: str
    password: str
    what: str


@transaction.atomic
def load(password: str = "") -> list[Account]:
    """Make what is missing, give every sample account a new password, return the table. May be run again and again."""
    admin = _superuser(password)
    accounts = [admin]
    accounts += [
        _person(f"{login}@{SAMPLE_DOMAIN}", name, category, password, role) for login, role, name, category in STAFF
    ]
    login, _role, name, category = READER
    accounts.append(_person(f"{login}@{SAMPLE_DOMAIN}", name, category, password))
    boss = User.objects.get(email=admin.login)
    units = Unit.objects.filter(kind="aiyl_aimak", valid_to=None).order_by("pk")[:MUNICIPALITIES]
    for number, unit in enumerate(units, start=1):
        organisation = _organisation(unit, boss)
        for key, role, word in (("manager", MemberRole.MANAGER, "Башкаруучу"), ("member", MemberRole.MEMBER, "Мүчө")):
            what = f"{role}, {unit.name}"
            account = _person(
                f"{key}{number}@{SAMPLE_DOMAIN}", f"Үлгү {word} {number}", Category.LSG, password, what=what
            )
            _belong(account.login, organisation, role, boss)
            accounts.append(account)
    return accounts


def _superuser(password: str) -> Account:
    account = _person(f"admin@{SAMPLE_DOMAIN}", "Үлгү Администратор", Category.EXPERT, password, what="superuser")
    User.objects.filter(email=account.login).update(is_superuser=True, is_staff=True)
    return account


def _person(email: str, name: str, category: str, password: str, role: str = "", what: str = "") -> Account:
    password = password or secrets.token_urlsafe(9)
    user = User.objects.filter(email=email).first()
    if user is None:
        text = queries.current_text(ConsentKind.PERSONAL_DATA)
        user = domain.register(
            email=email, password=password, full_name=name, category=category, consents=[text] if text else []
        )
    user.set_password(password)
    user.is_staff = role in ADMIN_ROLES
    user.save(update_fields=["password", "is_staff"])
    if role:
        user.groups.add(Group.objects.get(name=role))
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return Account(email, password, what or role or "reader")


def _organisation(unit: Unit, boss: User) -> Organisation:
    """The sample body of a municipality; its name says that it is a sample."""
    organisation = Organisation.objects.filter(unit=unit).order_by("pk").first()
    if organisation is None:
        names = {
            "ky": f"{unit.name_ky or unit.name} айыл өкмөтү (үлгү)",
            "ru": f"{unit.name_ru or unit.name}: айыл окмоту (образец)",
            "en": f"{unit.name_en or unit.name}: ayil okmotu (sample)",
        }
        organisation = domain.create_organisation(names=names, category=Category.LSG, by=boss, unit=unit)
    return organisation


def _belong(email: str, organisation: Organisation, role: str, boss: User) -> None:
    user = User.objects.get(email=email)
    membership = domain.join_organisation(user=user, organisation=organisation)
    if membership.state == MemberState.ASKED:
        membership = domain.admit_member(membership=membership, by=boss)
    if role == MemberRole.MANAGER:
        domain.appoint_manager(membership=membership, by=boss)
