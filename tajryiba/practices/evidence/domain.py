"""Verbs of evidence: verify, annul_check; ask_recheck, answer_recheck; the sweep that asks what is due."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.notify import domain as notify

from ..domain import refresh_public_state
from ..enums import EvidenceLevel
from ..models import EvidenceCheck, Practice, Recheck
from . import queries
from .enums import NEED_A_WHY, RecheckAnswer

log = logging.getLogger(__name__)

NOTICE = "practice_recheck"
REMIND_AFTER = timedelta(days=30)


@transaction.atomic
def verify(
    *, practice: Practice, level: int, checker: str, checked_on: date, basis: dict[str, str], document=None, actor=None
) -> EvidenceCheck:
    """Write down who checked the practice, when, on what document; the practice's level follows its newest check.

    `basis` names the document by language. The same check entered twice is one. Records `practices.verified`; the page
    and the catalogue change at once. Refused: no checker, no document, a day that has not come.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    checker = checker.strip()
    words = {f"basis_{code}": text.strip() for code, text in basis.items()}
    _check(checker, checked_on, words)
    check, is_new = EvidenceCheck.objects.valid().get_or_create(
        practice=practice,
        level=EvidenceLevel(level),
        checker=checker,
        checked_on=checked_on,
        defaults={**words, "document": document, "entered_by": actor},
    )
    if is_new:
        record("practices.verified", actor=actor, obj=practice, level=check.level, checked_on=checked_on.isoformat())
        _level_changed(practice, actor)
    return check


@transaction.atomic
def annul_check(*, check: EvidenceCheck, why: str, actor=None) -> EvidenceCheck:
    """Take back a check that was wrong: it stays readable with the reason, the level follows the others.

    Records `practices.check_annulled`. Refused without a reason; a second time changes nothing.
    """
    practice = Practice.objects.select_for_update().get(pk=check.practice_id)
    check = EvidenceCheck.objects.get(pk=check.pk)
    if check.annulled_at:
        return check
    if not why.strip():
        raise DomainError(_("Write why: readers see the reason."), code="no_why")
    check.annulled_at, check.annulled_by, check.annulled_why = timezone.now(), actor, why.strip()
    check.save(update_fields=["annulled_at", "annulled_by", "annulled_why"])
    record("practices.check_annulled", actor=actor, obj=practice, check=check.pk)
    _level_changed(practice, actor)
    return check


def follow_checks(practice: Practice) -> None:
    """Set the level that the newest valid check gives; a practice that was never checked keeps the one it has.

    Also called when an editor saves the facts: an older revision must not bring back an older level.
    """
    checks = practice.checks.all()
    if not checks.exists():
        return
    newest = checks.valid().first()
    practice.evidence_level = newest.level if newest else EvidenceLevel.DESCRIBED
    Practice.objects.filter(pk=practice.pk).update(evidence_level=practice.evidence_level)


def _level_changed(practice: Practice, actor) -> None:
    follow_checks(practice)
    refresh_public_state(practice, actor=actor)


def _check(checker: str, checked_on: date, words: dict[str, str]) -> None:
    if not checker:
        raise DomainError(
            _("Write who checked: a person or an organisation, as readers shall see it."), code="no_checker"
        )
    if not any(words.values()):
        raise DomainError(_("Name the document on which it was checked."), code="no_basis")
    if checked_on > timezone.localdate():
        raise DomainError(_("The day of the check has not come yet."), code="future")


@transaction.atomic
def ask_recheck(*, practice: Practice, now: datetime | None = None) -> Recheck:
    """Ask the authors whether the practice still runs. One question at a time: an open one is asked again only of
    people who have come since nobody was there.

    Tells them by `notify` (once each), records `practices.recheck_asked` when somebody was asked.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    recheck, is_new = Recheck.objects.open().get_or_create(
        practice=practice, defaults={"asked_at": now or timezone.now()}
    )
    if is_new or not recheck.people_asked:
        recheck.people_asked = len(_tell(recheck, key=f"recheck-{recheck.pk}"))
        if recheck.people_asked:
            recheck.asked_at = now or timezone.now()
            recheck.save(update_fields=["people_asked", "asked_at"])
            record("practices.recheck_asked", obj=practice, people=recheck.people_asked)
            refresh_public_state(practice)
    return recheck


@transaction.atomic
def remind(*, recheck: Recheck, now: datetime | None = None) -> None:
    """Ask once more, a month after the first time; records `practices.recheck_reminded`."""
    recheck = Recheck.objects.select_for_update().get(pk=recheck.pk)
    if not recheck.is_open or recheck.reminded_at:
        return
    recheck.reminded_at = now or timezone.now()
    recheck.save(update_fields=["reminded_at"])
    _tell(recheck, key=f"recheck-{recheck.pk}-again")
    record("practices.recheck_reminded", obj=recheck.practice)


def _tell(recheck: Recheck, key: str) -> list:
    titles = {text.lang: text.title for text in recheck.practice.texts.filter(live=True)}
    link = reverse("account_recheck", args=[recheck.pk])
    return notify.send(NOTICE, to=queries.people_to_ask(recheck.practice), facts={"title": titles}, link=link, key=key)


@transaction.atomic
def answer_recheck(*, recheck: Recheck, answer: str, why: str = "", lang: str, actor) -> Recheck:
    """Say whether the practice runs, has changed or has stopped; readers see it at once with the name of the body.

    The next question comes a year later. Records `practices.recheck_answered`. Refused: an answer that was given
    already, a change or an end without its reason.
    """
    recheck = Recheck.objects.select_for_update().select_related("practice").get(pk=recheck.pk)
    answer, why = RecheckAnswer(answer), why.strip()
    if not recheck.is_open:
        raise DomainError(_("This question has been answered already."), code="answered")
    if answer in NEED_A_WHY and not why:
        raise DomainError(_("Write what has changed, or why it stopped: others learn from it."), code="no_why")
    recheck.answer, recheck.why, recheck.lang = answer, why, lang
    recheck.answered_at, recheck.answered_by = timezone.now(), actor
    recheck.organisation = queries.body_for(actor, recheck.practice)
    recheck.save()
    record("practices.recheck_answered", actor=actor, obj=recheck.practice, answer=answer.value)
    refresh_public_state(recheck.practice, actor=actor)
    return recheck


def ask_what_is_due(now: datetime | None = None) -> int:
    """The daily sweep: ask about practices of which nothing was heard for a year, remind after a month of silence.

    What is due is read from the database, so a missed day is made up by the next. Each practice is a transaction of
    its own; one that fails is logged, the others go on. Returns how many went through.
    """
    now = now or timezone.now()
    due = [(ask_recheck, {"practice": practice}) for practice in queries.practices_to_ask(now)]
    silent = Recheck.objects.open().filter(people_asked__gt=0, reminded_at=None, asked_at__lte=now - REMIND_AFTER)
    due += [(remind, {"recheck": recheck}) for recheck in silent.filter(practice__is_public=True)]
    return sum(_one(verb, about, now) for verb, about in due)


def _one(verb, about: dict, now: datetime) -> int:
    try:
        verb(**about, now=now)
    except Exception:  # whatever one practice breaks on, the others must be asked
        log.exception("%s failed for %s", verb.__name__, about)
        return 0
    return 1
