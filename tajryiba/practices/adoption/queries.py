"""Reads around one adoption: who sits at the table, what the practice stood on, who may be asked."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from tajryiba.core.roles import COORDINATOR
from tajryiba.people.enums import Category
from tajryiba.people.models import Membership, Organisation, OrganisationSuccession, User
from tajryiba.reference.enums import MUNICIPAL_KINDS
from tajryiba.reference.models import Succession, Unit, walk

from ..models import Practice
from .models import Adoption, AdoptionLetter, AdoptionPhoto, AdoptionReport
from .rules import is_adoption_staff, voice


@dataclass(frozen=True)
class Seat:
    """A municipality for which a person may begin an adoption, and the body in which they are a member."""

    organisation: Organisation
    unit: Unit

    @property
    def key(self) -> str:
        return f"{self.organisation.pk}-{self.unit.pk}"


def seats(user) -> list[Seat]:
    """Where the person may begin an adoption: in municipalities of today, as a member of a body of today.

    Of a body that was taken over only the members who went over: the others would look into what is not theirs.
    """
    rows = Membership.objects.active().filter(
        user_id=user.pk,
        organisation__category=Category.LSG,
        organisation__valid_to=None,
        organisation__unit__kind__in=MUNICIPAL_KINDS,
        organisation__unit__valid_to=None,
    )
    bodies = [row.organisation for row in rows.select_related("organisation__unit").order_by("pk")]
    return [Seat(body, body.unit) for body in bodies]


def _after(start: set[int], pairs) -> set[int]:
    """The rows `start` and all that took them over."""
    steps = list(pairs)
    return set().union(*(walk(pk, steps) for pk in start))


def people_of(units: set[int], organisations: set[int]) -> QuerySet[User]:
    """Members of the bodies of these municipalities and organisations, or of those that took them over."""
    places = _after(units, Succession.objects.values_list("predecessor_id", "successor_id"))
    bodies = _after(organisations, OrganisationSuccession.objects.values_list("predecessor_id", "successor_id"))
    of_place = Q(organisation__unit_id__in=places, organisation__category=Category.LSG)
    members = Membership.objects.active().filter(of_place | Q(organisation_id__in=bodies))
    return User.objects.filter(pk__in=members.values("user_id"), is_active=True).order_by("full_name", "pk")


def team(adoption: Adoption) -> QuerySet[User]:
    """Who works on the adoption: the inverse of `rules.voice`."""
    return people_of({adoption.unit_id}, {adoption.organisation_id})


def origin_people(practice: Practice) -> QuerySet[User]:
    """Members of the bodies that did the practice first."""
    organisations = {practice.organisation_id} if practice.organisation_id else set()
    return people_of(set(practice.units.values_list("pk", flat=True)), organisations)


def people_of_adopters(practice: Practice) -> QuerySet[User]:
    """Members of the municipalities that repeat the practice and let it be known."""
    rows = Adoption.objects.listed().filter(practice=practice).values_list("unit_id", "organisation_id")
    units, organisations = {unit for unit, _body in rows}, {body for _unit, body in rows}
    return people_of(units, organisations)


def readers_of(letter: AdoptionLetter) -> QuerySet[User]:
    """To whom a letter goes: an earlier adopter, or the origin of the practice."""
    return team(letter.to_adoption) if letter.to_adoption else origin_people(letter.adoption.practice)


def coordinators() -> QuerySet[User]:
    return User.objects.filter(groups__name=COORDINATOR, is_active=True).distinct().order_by("pk")


def adoptions_inside(user) -> QuerySet[Adoption]:
    """The list of workspaces: open ones first, then by the last activity."""
    return Adoption.objects.inside_for(user).with_words().order_by("-active_at", "-pk")


def own_adoptions(user) -> QuerySet[Adoption]:
    return Adoption.objects.of_voice(voice(user)).with_words().order_by("-active_at", "-pk")


def adopted_in_lineage(practice: Practice, unit: Unit) -> QuerySet[Adoption]:
    """Adoptions of this practice by the municipality or by what was merged into it."""
    return Adoption.objects.filter(practice=practice, unit_id__in=unit.lineage()).with_words()


def earlier_adopters(adoption: Adoption) -> QuerySet[Adoption]:
    """Others who took up the same practice and are known to everybody."""
    return (
        Adoption.objects.listed()
        .filter(practice_id=adoption.practice_id)
        .exclude(pk=adoption.pk)
        .with_words()
        .order_by("started_on", "pk")
    )


def reports_of(adoption: Adoption) -> QuerySet[AdoptionReport]:
    photos = AdoptionPhoto.objects.select_related("image")
    return adoption.reports.select_related("author").prefetch_related(Prefetch("photos", photos))


def letters_for(user) -> QuerySet[AdoptionLetter]:
    """Letters that the person may read: sent or received by a municipality for which they speak."""
    letters = AdoptionLetter.objects.select_related(
        "adoption__unit", "adoption__practice", "to_adoption__unit", "author"
    )
    letters = letters.prefetch_related("adoption__practice__texts").order_by("-at", "-pk")
    if is_adoption_staff(user):
        return letters
    speaker = voice(user)
    mine = Q(adoption__unit_id__in=speaker.units) | Q(adoption__organisation_id__in=speaker.organisations)
    to_me = Q(to_adoption__unit_id__in=speaker.units) | Q(to_adoption__organisation_id__in=speaker.organisations)
    origin = Q(to_adoption=None, adoption__practice__in=Practice.objects.of_units(speaker.units).values("pk")) | Q(
        to_adoption=None, adoption__practice__organisation_id__in=speaker.organisations
    )
    return letters.filter(mine | to_me | origin).distinct()
