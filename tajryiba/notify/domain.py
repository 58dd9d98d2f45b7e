"""The one door for messages. `send` writes rows in the caller's transaction, `delivery.py` carries the letters away."""

from collections.abc import Iterable
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import jobs
from tajryiba.core.errors import DomainError
from tajryiba.people.models import User

from . import facts as facts_of_notice
from . import kinds
from .enums import Channel, Frequency, State
from .models import Delivery, Follow, LettersOff, Notice

TASK = "tajryiba.notify.tasks.deliver"


@transaction.atomic
def send(kind: str, *, to: Iterable[User], facts: dict, link: str = "", key: str = "") -> list[Notice]:
    """Tell each of `to` once: a notice on the site and, if the kind says so, a letter in their language.

    The rows are written in the caller's transaction; letters leave after it, and after it only. With a `key` the same
    (kind, person, key) is sent once however often this is called, at the same moment too; the notices that are there
    already are returned with the new ones. Without a key every call is a new occasion. `link` is an address of this
    site without the host ("/ru/practices/12-voda/#post-3"); each reader gets it in their language.
    Accounts that are closed get nothing. Raises LookupError for an unknown kind, ValueError for a foreign link.
    """
    known = kinds.get(kind)
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"A link of a notice stays on the site: {link}")
    people = sorted({person.pk for person in to if person.is_active})
    if not people:
        return []
    key = key or uuid4().hex
    packed = facts_of_notice.pack(facts)
    Notice.objects.bulk_create(
        [Notice(user_id=pk, kind=kind, key=key, facts=packed, link=link) for pk in people], ignore_conflicts=True
    )
    notices = list(Notice.objects.filter(kind=kind, key=key, user__in=people).order_by("pk"))
    if known.email:
        letters = [Delivery(notice=notice, channel=Channel.EMAIL) for notice in notices]
        Delivery.objects.bulk_create(letters, ignore_conflicts=True)
        jobs.kick(TASK)
    return notices


@transaction.atomic
def mark_read(*, user: User, notice: Notice | None = None) -> int:
    """The person has seen one notice, or all of them; returns how many were new to them."""
    rows = Notice.objects.unread().filter(user=user)
    if notice is not None:
        rows = rows.filter(pk=notice.pk)
    return rows.update(read_at=timezone.now())


@transaction.atomic
def choose_letters(*, user: User, off: Iterable[str]) -> None:
    """Exactly these kinds send no letters to the person; unknown and required ones are left out."""
    allowed = {kind.key for kind in kinds.to_choose(staff=True)}
    wanted = allowed & set(off)
    LettersOff.objects.filter(user=user).exclude(kind__in=wanted).delete()
    LettersOff.objects.bulk_create([LettersOff(user=user, kind=kind) for kind in wanted], ignore_conflicts=True)


@transaction.atomic
def try_again(*, delivery: Delivery, actor: User) -> Delivery:
    """A letter that was not sent waits once more, from its first try: the server is back, the address was mended.

    Side effects: an event. Raises DomainError without permission, and for a letter that was sent or still waits.
    """
    if not actor.has_perm("notify.change_delivery"):
        raise DomainError(_("Only the administrator of the portal does this."), code="forbidden")
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.state != State.NOT_SENT:
        raise DomainError(_("This letter was sent or is still waiting."), code="not_parked")
    delivery.state, delivery.tries, delivery.due_at = State.WAITING, 0, timezone.now()
    delivery.save(update_fields=["state", "tries", "due_at"])
    record("notify.tried_again", actor=actor, obj=delivery, reason=delivery.reason)
    jobs.kick(TASK)
    return delivery


def _place(obj: Model) -> dict:
    return {"content_type": ContentType.objects.get_for_model(obj), "object_id": obj.pk}


def follow(user: User, obj: Model, frequency: str = Frequency.NOW) -> None:
    """The person wants to hear of `obj`, at once or gathered. Twice is once; the newest frequency stays."""
    row = Follow(user=user, frequency=Frequency(frequency), **_place(obj))
    Follow.objects.bulk_create(
        [row], update_conflicts=True, update_fields=["frequency"], unique_fields=["content_type", "object_id", "user"]
    )


def unfollow(user: User, obj: Model) -> None:
    Follow.objects.filter(user=user, **_place(obj)).delete()


def follows(user: User, obj: Model) -> bool:
    return user.is_authenticated and Follow.objects.filter(user=user, **_place(obj)).exists()


def followers(obj: Model) -> list[User]:
    """Whom to tell of what happened to `obj`; closed accounts are left out."""
    rows = Follow.objects.filter(**_place(obj), user__is_active=True).select_related("user").order_by("pk")
    return [row.user for row in rows]
