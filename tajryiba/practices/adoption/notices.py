"""What adoption tells people, and in which words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.notify import domain as notify
from tajryiba.notify import following, kinds
from tajryiba.notify.kinds import Kind
from tajryiba.people.models import User

from . import queries
from .enums import NEXT_STEP
from .models import Adoption, AdoptionLetter, AdoptionLetterReply, AdoptionStep
from .words import title_words, unit_words

BEGUN = "practices.adoption_begun"
DONE = "practices.adoption_done"
CONFIRMED = "practices.adoption_confirmed"
SILENT = "practices.adoption_silent"
OVERDUE = "practices.adoption_step_overdue"
COORDINATOR = "practices.adoption_coordinator"
LETTER = "practices.adoption_letter"
REPLY = "practices.adoption_reply"

KINDS = (
    Kind(
        BEGUN,
        label=_("Somebody repeats a practice of my municipality"),
        subject=_("Your practice is being repeated: %(unit)s"),
        body=_("The municipality has begun to study «%(title)s». It may ask you a question through the portal."),
    ),
    Kind(
        DONE,
        label=_("A practice that I follow was repeated"),
        subject=_("Repeated: «%(title)s»"),
        body=_("It is done in one more municipality: %(unit)s. See what came of it."),
    ),
    Kind(
        CONFIRMED,
        label=_("Our result is confirmed"),
        subject=_("Your result is confirmed: «%(title)s»"),
        body=_("By which evidence: %(evidence)s"),
    ),
    Kind(
        SILENT,
        label=_("A reminder of an adoption that stands still"),
        subject=_("How is it going with «%(title)s»?"),
        body=_("Nothing has been written for a month. The next step: %(next)s"),
    ),
    Kind(
        OVERDUE,
        label=_("A step of mine is overdue"),
        subject=_("The date of your step has passed: %(due)s"),
        body=_("%(step)s\n\nMark it as done, or set another date."),
    ),
    Kind(
        COORDINATOR,
        label=_("A municipality has been silent for three months"),
        subject=_("Silent for three months: %(unit)s"),
        body=_("The practice: «%(title)s». A call may help: ask what stands in the way."),
    ),
    Kind(
        LETTER,
        label=_("A question to my municipality about its practice"),
        subject=_("A question about «%(title)s»: %(unit)s"),
        body="%(text)s",
        button=_("Write a reply"),
    ),
    Kind(
        REPLY,
        label=_("A reply to our question"),
        subject=_("A reply about «%(title)s»"),
        body="%(text)s",
        button=_("Read the reply"),
    ),
)


def register() -> None:
    for kind in KINDS:
        kinds.register(kind)


def _facts(adoption: Adoption, **more) -> dict:
    return {"unit": unit_words(adoption.unit), "title": title_words(adoption.practice), **more}


def tell_origin(adoption: Adoption, by: User) -> None:
    """Not about a hidden one: the origin must not learn of it."""
    if not adoption.is_hidden:
        people = [person for person in queries.origin_people(adoption.practice) if person.pk != by.pk]
        link = adoption.practice.get_absolute_url()
        notify.send(BEGUN, to=people, facts=_facts(adoption), link=link, key=f"adoption:{adoption.pk}")


def tell_done(adoption: Adoption) -> None:
    """The origin at once; who follows the practice as often as they asked for."""
    people = list(queries.origin_people(adoption.practice))
    message = {"facts": _facts(adoption), "link": adoption.get_absolute_url(), "key": f"adoption:{adoption.pk}"}
    notify.send(DONE, to=people, **message)
    following.announce(DONE, about=[adoption.practice], but=[person.pk for person in people], **message)


def tell_confirmed(adoption: Adoption, by: User) -> None:
    facts = _facts(adoption, evidence=adoption.confirmed_by_what)
    key = f"adoption:{adoption.pk}:{adoption.confirmed_on}"
    notify.send(CONFIRMED, to=queries.team(adoption), facts=facts, link=adoption.workspace_url(), key=key)


def tell_silent(adoption: Adoption) -> None:
    facts = _facts(adoption, next=NEXT_STEP[adoption.stage])
    key = f"adoption:{adoption.pk}:{adoption.active_at:%Y%m%d%H%M%S}"
    notify.send(SILENT, to=queries.team(adoption), facts=facts, link=adoption.workspace_url(), key=key)


def tell_overdue(step: AdoptionStep) -> None:
    facts = _facts(step.adoption, step=step.words(), due=step.due)
    link = reverse("account_adoption_rows", args=[step.adoption_id, "steps"])
    notify.send(OVERDUE, to=[step.owner], facts=facts, link=link, key=f"step:{step.pk}:{step.due}")


def tell_coordinators(adoption: Adoption, people: Iterable[User]) -> None:
    key = f"adoption:{adoption.pk}:{adoption.active_at:%Y%m%d%H%M%S}"
    notify.send(COORDINATOR, to=people, facts=_facts(adoption), link=adoption.workspace_url(), key=key)


def tell_letter(letter: AdoptionLetter, people: Iterable[User]) -> None:
    facts = _facts(letter.adoption, text=letter.text)
    notify.send(LETTER, to=people, facts=facts, link=_letter(letter), key=f"letter:{letter.pk}")


def tell_reply(reply: AdoptionLetterReply) -> None:
    """To both sides, but for the one who wrote."""
    letter = reply.letter
    people = {person.pk: person for person in queries.readers_of(letter)}
    people |= {person.pk: person for person in queries.team(letter.adoption)}
    people.pop(reply.author_id, None)
    facts = _facts(letter.adoption, text=reply.text)
    link = f"{_letter(letter)}#reply-{reply.pk}"
    notify.send(REPLY, to=people.values(), facts=facts, link=link, key=f"reply:{reply.pk}")


def _letter(letter: AdoptionLetter) -> str:
    return reverse("account_adoption_letter", args=[letter.pk])
