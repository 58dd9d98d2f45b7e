"""Experts through the real verbs: sent, published by a moderator; invitations, messages, comments."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from tajryiba.experts import domain
from tajryiba.experts.enums import Availability, Kind, Task
from tajryiba.experts.models import Comment, CommentRequest, Expert, Invitation, Message
from tajryiba.people.models import Absence
from tests.factories.adoption import key
from tests.factories.people import person
from tests.factories.practices import published, topic

_number = count(1)


def facts(**more) -> dict:
    number = next(_number)
    return {
        "name_ky": f"Үлгү Эксперт {number}",
        "name_ru": f"Образец Эксперт {number}",
        "kind": Kind.INDEPENDENT,
        "organisation_id": None,
        "languages": ["ky", "ru"],
        "topics": [topic()],
        **more,
    }


def moderator():
    return person("editor")


def draft(user=None, **more) -> Expert:
    return domain.save_profile(user=user or person(), **facts(**more))


def waiting(user=None, **more) -> Expert:
    made = draft(user, **more)
    return domain.send(expert=made, by=made.user)


def expert(user=None, **more) -> Expert:
    """A published one."""
    return domain.decide(expert=waiting(user, **more), by=moderator(), publish=True)


def by_staff(**more) -> Expert:
    """Published, of somebody without an account."""
    boss = moderator()
    made = domain.register_expert(by=boss, **facts(consent_note="Кат, 2026-05-12", **more))
    return domain.decide(expert=domain.send(expert=made, by=boss), by=boss, publish=True)


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def invitation(of: Expert | None = None, *, days: int = 7, by=None, **more) -> Invitation:
    more = {"task": Task.TEACH, "words": "Суу боюнча сабак", "key": key(), **more}
    return domain.invite(expert=of or expert(), by=by or moderator(), deadline=in_days(days), **more)


def request(of: Expert | None = None, obj=None, *, days: int = 7, by=None, **more) -> CommentRequest:
    about = obj if obj is not None else published(("ky", "ru"))
    more = {"words": "Буга эмне дейсиз?", "key": key(), **more}
    return domain.ask_for_comment(
        expert=of or expert(), obj=about, by=by or moderator(), deadline=in_days(days), **more
    )


def comment(asked: CommentRequest | None = None, *, public: bool = False, text: str = "Туура кылышкан.") -> Comment:
    asked = asked or request()
    sent = domain.send_comment(request=asked, text=text, signed_as="Үлгү, адис", lang="ky", by=None, by_letter=True)
    return domain.publish_comment(comment=sent, by=moderator(), text=text) if public else sent


def message(to: Expert | None = None, sender=None, **more) -> Message:
    facts_of = {"text": "Насосту кайдан алса болот?", "lang": "ky", "key": key(), **more}
    return domain.write_to_expert(expert=to or expert(), sender=sender or person(), **facts_of)


def away(user, deputy=None, days: int = 3) -> Absence:
    return Absence.objects.create(user=user, deputy=deputy, first_day=in_days(0), last_day=in_days(days))


def busy(of: Expert) -> Expert:
    of.availability = Availability.LATER
    of.save()
    return of


def addresses(practice) -> dict[str, dict]:
    """For tests/test_matrix.py: somebody else's profile with all that has an address."""
    made = expert()
    slug = made.get_absolute_url().rstrip("/").rpartition(f"/{made.pk}-")[2]
    shown = comment(request(made, practice), public=True)
    return {
        "expert_": {"pk": made.pk, "slug": slug},
        "expert_comment": {"pk": shown.pk},
        "expert_admin": {"pk": made.pk},
        "expert_chooser": {"pk": made.pk},
        "expert_admin:edit": {"pk": by_staff().pk},
        "expert_admin:invitation": {"pk": invitation(made).pk},
        "expert_admin:request": {"pk": shown.request_id},
        "account_write_to_expert": {"pk": made.pk},
        "account_expert_message": {"pk": message(made).pk},
        "account_invitation": {"pk": invitation(made).pk, "decision": "accept"},
        "account_absence_end": {"pk": away(person()).pk},
    }
