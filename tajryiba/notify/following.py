"""Who follows something hears of it: at once, or gathered once a day or a week, and of each happening exactly once.

What was told is written down for each person (`Told`), so no window can miss or repeat anything (T5): a gathered
message takes whatever the person has not been told yet, however late the job comes.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import in_every_language
from tajryiba.people.models import User

from . import facts as facts_of_notice
from . import kinds
from .domain import send
from .enums import Frequency
from .models import Follow, Happening, HappeningAbout, Notice, Told

DIGEST = "notify.digest"
HOUR = 8  # of the site's clock, when gathered messages leave; weekly ones on Mondays
ON_ONE = 40  # lines of one gathered message; the rest comes with the next

KIND = kinds.Kind(
    DIGEST,
    label=_("What I follow, gathered once a day or a week"),
    subject=_("What you follow: %(count)s new"),
    body="%(lines)s",
)


@transaction.atomic
def announce(
    kind: str, *, about: Iterable[Model], facts: dict, link: str, key: str, but: Iterable[int] = ()
) -> Happening:
    """Something happened to the objects `about`: tell their followers once each, in the caller's transaction.

    Those who asked for it at once get the notice now, the others with the next gathered one. `but` (keys of people)
    have been told otherwise. The same (kind, key) again tells nobody. Raises LookupError for an unknown kind.
    """
    kinds.get(kind)
    packed = facts_of_notice.pack(facts)
    happening, created = Happening.objects.get_or_create(kind=kind, key=key, defaults={"facts": packed, "link": link})
    if not created:
        return happening
    places = {(ContentType.objects.get_for_model(obj).pk, obj.pk) for obj in about}
    HappeningAbout.objects.bulk_create(
        [HappeningAbout(happening=happening, content_type_id=type_id, object_id=pk) for type_id, pk in sorted(places)]
    )
    _mark(happening, but)
    now = _followers(happening, Frequency.NOW)
    _mark(happening, [person.pk for person in now])
    send(kind, to=now, facts=facts, link=link, key=key)
    return happening


def _mark(happening: Happening, people: Iterable[int]) -> None:
    rows = [Told(happening=happening, user_id=pk) for pk in sorted(set(people))]
    Told.objects.bulk_create(rows, ignore_conflicts=True)


def _followers(happening: Happening, frequency: str) -> list[User]:
    """Not yet told, open accounts."""
    concerned = Q()
    for type_id, pk in happening.about.values_list("content_type_id", "object_id"):
        concerned |= Q(content_type_id=type_id, object_id=pk)
    if not concerned:
        return []
    follows = Follow.objects.filter(concerned, frequency=frequency).values("user_id")
    told = Told.objects.filter(happening=happening).values("user_id")
    return list(User.objects.filter(pk__in=follows, is_active=True).exclude(pk__in=told).order_by("pk"))


# --- Gathered ---


def boundary(frequency: str, now: datetime) -> datetime:
    """The last moment at which messages of this frequency were to leave."""
    local = timezone.localtime(now)
    day = local.date() if local.hour >= HOUR else local.date() - timedelta(days=1)
    if frequency == Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return timezone.make_aware(datetime.combine(day, time(HOUR)))


def tell_gathered(now: datetime | None = None) -> int:
    """One message for each person with all that they follow and were not told; returns how many. Twice is once."""
    now = now or timezone.now()
    return sum(_tell_gathered(frequency, boundary(frequency, now)) for frequency in (Frequency.DAILY, Frequency.WEEKLY))


def _gathers(frequency: str) -> tuple[str, ...]:
    """The daily message also takes what was left when a person changed to «at once» meanwhile."""
    return (Frequency.DAILY, Frequency.NOW) if frequency == Frequency.DAILY else (frequency,)


def untold(frequency: str, until: datetime) -> QuerySet[Follow]:
    """Follows under which something happened, until `until`, that the person was not told yet."""
    happenings = HappeningAbout.objects.filter(
        content_type_id=OuterRef("content_type_id"),
        object_id=OuterRef("object_id"),
        happening__at__lte=until,
        happening__at__gte=OuterRef("since"),
    )
    waiting = happenings.exclude(happening__told__user_id=OuterRef("user_id"))
    return Follow.objects.filter(Exists(waiting), frequency__in=_gathers(frequency), user__is_active=True)


def _tell_gathered(frequency: str, until: datetime) -> int:
    people = untold(frequency, until).order_by().values_list("user_id", flat=True).distinct()
    return sum(_tell_one(pk, frequency, until) for pk in sorted(people))


@transaction.atomic
def _tell_one(user_id: int, frequency: str, until: datetime) -> bool:
    """Under the lock of the person, so that two runs never take the same lines."""
    person = User.objects.select_for_update().get(pk=user_id)
    key = f"{frequency}:{until:%Y-%m-%d}"
    if Notice.objects.filter(user=person, kind=DIGEST, key=key).exists():
        return False
    found = _happenings_for(person, frequency, until)[:ON_ONE]
    if not found:
        return False
    for happening in found:
        _mark(happening, [person.pk])
    lines = in_every_language(lambda: "\n".join(f"• {one.subject}" for one in found))
    link = found[0].link if len(found) == 1 else reverse("account_follows")
    send(DIGEST, to=[person], facts={"count": len(found), "lines": lines}, link=link, key=key)
    return True


def _happenings_for(person: User, frequency: str, until: datetime) -> list[Happening]:
    follows = Follow.objects.filter(user=person, frequency__in=_gathers(frequency))
    concerned = Q()
    for type_id, pk, since in follows.values_list("content_type_id", "object_id", "since"):
        concerned |= Q(about__content_type_id=type_id, about__object_id=pk, at__gte=since)
    if not concerned:
        return []
    told = Told.objects.filter(user=person).values("happening_id")
    rows = Happening.objects.filter(concerned, at__lte=until).exclude(pk__in=told)
    return list(rows.distinct().order_by("at", "pk"))
