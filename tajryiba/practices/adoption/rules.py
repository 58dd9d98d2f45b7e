"""Who may see and do what with an adoption. Everybody else is told that there is none."""

from dataclasses import dataclass

import rules

from tajryiba.core import roles
from tajryiba.people.enums import Category
from tajryiba.people.models import Membership, OrganisationSuccession
from tajryiba.people.rules import ADMIN_ROLES, has_role
from tajryiba.reference.enums import MUNICIPAL_KINDS
from tajryiba.reference.models import Succession, walk

# Adoptions are confirmed by those who stand for what the portal says; the coordinator of the Union accompanies them.
READERS = ADMIN_ROLES | {roles.COORDINATOR}
CONFIRMERS = (roles.CONTENT_ADMIN, roles.COORDINATOR)


@dataclass(frozen=True)
class Voice:
    """For whom a person speaks: municipalities and bodies, with all that was merged into them."""

    units: frozenset[int]
    organisations: frozenset[int]

    def speaks_for(self, adoption) -> bool:
        return adoption.unit_id in self.units or adoption.organisation_id in self.organisations


NOBODY = Voice(frozenset(), frozenset())


def voice(user) -> Voice:
    """Municipalities in whose own bodies the person is an admitted member. Three queries at most."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    rows = list(
        Membership.objects.active()
        .filter(user_id=user.pk, organisation__category=Category.LSG, organisation__unit__kind__in=MUNICIPAL_KINDS)
        .values_list("organisation_id", "organisation__unit_id")
    )
    if not rows:
        return NOBODY
    bodies = list(OrganisationSuccession.objects.values_list("successor_id", "predecessor_id"))
    places = list(Succession.objects.values_list("successor_id", "predecessor_id"))
    return Voice(
        units=frozenset().union(*(walk(unit, places) for _organisation, unit in rows)),
        organisations=frozenset().union(*(walk(organisation, bodies) for organisation, _unit in rows)),
    )


def is_adoption_staff(user) -> bool:
    return user is not None and has_role(user, *READERS)


@rules.predicate
def works_on_adoption(user, adoption) -> bool:
    return adoption is not None and voice(user).speaks_for(adoption)


@rules.predicate
def can_see_adoption(user, adoption) -> bool:
    """The inside of the workspace. Agrees with `AdoptionQuerySet.inside_for`."""
    return adoption is not None and (is_adoption_staff(user) or voice(user).speaks_for(adoption))


@rules.predicate
def is_listed(_user, adoption) -> bool:
    """Everybody may know of it. Agrees with `AdoptionQuerySet.listed`."""
    return adoption is not None and not adoption.is_hidden and adoption.practice.is_public


@rules.predicate
def can_confirm_adoption(user, adoption) -> bool:
    """Staff who stand for what the portal says, but not about their own municipality."""
    return adoption is not None and has_role(user, *CONFIRMERS) and not works_on_adoption(user, adoption)


@rules.predicate
def can_read_letter(user, letter) -> bool:
    """Both sides, and the staff. Agrees with `queries.letters_for`."""
    if letter is None or user is None or not user.is_authenticated:
        return False
    return is_adoption_staff(user) or writes_or_receives(user, letter)


def writes_or_receives(user, letter) -> bool:
    speaker = voice(user)
    if speaker.speaks_for(letter.adoption):
        return True
    if letter.to_adoption is not None:
        return speaker.speaks_for(letter.to_adoption)
    origin = letter.adoption.practice
    return origin.organisation_id in speaker.organisations or origin.units.filter(pk__in=speaker.units).exists()


@rules.predicate
def can_answer_letter(user, letter) -> bool:
    """Both sides, and those of the staff who accompany adoptions; the others of the staff only read."""
    if letter is None or user is None or not user.is_authenticated:
        return False
    return has_role(user, *CONFIRMERS) or writes_or_receives(user, letter)


rules.add_perm("practices.see_adoption", can_see_adoption)
rules.add_perm("practices.work_on_adoption", works_on_adoption)
rules.add_perm("practices.confirm_adoption", can_confirm_adoption)
rules.add_perm("practices.read_letter", can_read_letter)
rules.add_perm("practices.answer_letter", can_answer_letter)
