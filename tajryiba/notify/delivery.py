"""How letters leave: claimed one by one, sent outside any transaction, their end written down with its reason.

Two processes never send the same letter: each moves `due_at` ahead before it sends, in one statement that only succeeds
for who saw the old value. A process that dies meanwhile leaves a claim that runs out, and the letter is tried again.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from time import monotonic

from django.core import mail
from django.db.models import F
from django.utils import timezone

from . import letters
from .enums import Reason, State
from .models import Delivery

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
# Minutes until the next try; after the last one we give up, two days after the first.
WAITS = (1, 5, 15, 60, 180, 360, 720, 1440)
BATCH = 100
SECONDS = 50  # a run ends before the next minute's begins


class _ServerDown(Exception):
    """No letter can leave now: the run ends, the others wait with the same reason."""


def deliver_due(seconds: float = SECONDS) -> int:
    """Send letters that are due until none is left or the time is over. Returns how many were handed over."""
    until, sent = monotonic() + seconds, 0
    connection = mail.get_connection()
    try:
        while batch := list(Delivery.objects.due().order_by("due_at", "pk").values_list("pk", "due_at")[:BATCH]):
            for pk, due_at in batch:
                if monotonic() > until:
                    return sent
                sent += _deliver(pk, due_at, connection)
    except _ServerDown as fault:
        _note_server_down(fault)
    finally:
        _close(connection)
    return sent


def _deliver(pk: int, due_at: datetime, connection) -> bool:
    """Claim one letter and see it to its end; True when it was handed over."""
    delivery = _claim(pk, due_at)
    if delivery is None:
        return False
    if reason := letters.obstacle(delivery.notice):
        _end(delivery, State.NOT_SENT, reason)
        return False
    try:
        letter = letters.compose(delivery.notice)
        letter.message()  # an impossible header shows itself before the server is bothered
    except Exception as fault:  # whatever one letter breaks on, the others must go on
        log.exception("letter %s could not be written", delivery.pk)
        _end(delivery, State.NOT_SENT, Reason.FAULT, type(fault).__name__)
        return False
    return _hand_over(delivery, letter, connection)


def _claim(pk: int, due_at: datetime) -> Delivery | None:
    mine = timezone.now() + CLAIM
    claimed = Delivery.objects.filter(pk=pk, state=State.WAITING, due_at=due_at)
    if not claimed.update(due_at=mine, tries=F("tries") + 1):
        return None
    return Delivery.objects.select_related("notice__user").get(pk=pk)


def _hand_over(delivery: Delivery, letter, connection) -> bool:
    try:
        connection.open()
        letter.connection = connection
        letter.send()
    except SMTPRecipientsRefused as refusal:
        answers = [code for code, _words in refusal.recipients.values()]
        said = _said(*next(iter(refusal.recipients.values())))
        if all(code >= 500 for code in answers):
            _end(delivery, State.NOT_SENT, Reason.REFUSED, said)
        else:
            _try_again(delivery, said)
        return False
    except (SMTPException, OSError) as fault:
        _try_again(delivery, _words(fault))
        raise _ServerDown(_words(fault)) from fault
    if letters.has_server():
        _end(delivery, State.SENT)
        return True
    _end(delivery, State.NOT_SENT, Reason.NO_SERVER)
    return False


def _end(delivery: Delivery, state: str, reason: str = "", detail: str = "") -> None:
    _write(delivery, state=state, reason=reason, detail=detail, sent_at=timezone.now() if state == State.SENT else None)


def _try_again(delivery: Delivery, detail: str) -> None:
    """Wait longer each time, and stop in the end. What was not sent keeps its reason (T13)."""
    if delivery.tries > len(WAITS):
        _end(delivery, State.NOT_SENT, Reason.GAVE_UP, detail)
        return
    wait = timedelta(minutes=WAITS[delivery.tries - 1])
    _write(delivery, due_at=timezone.now() + wait, reason=Reason.SERVER_DOWN, detail=detail)


def _write(delivery: Delivery, **fields) -> None:
    """Only while the claim is ours: a process that slept past it must not undo what another one wrote."""
    Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, due_at=delivery.due_at).update(**fields)


def _note_server_down(fault: _ServerDown) -> None:
    """The others that are due say why they wait; they are tried in their turn."""
    Delivery.objects.due().update(reason=Reason.SERVER_DOWN, detail=str(fault))


def _close(connection) -> None:
    try:
        connection.close()
    except (SMTPException, OSError):
        log.info("the mail server hung up first")


def _words(fault: Exception) -> str:
    code, words = getattr(fault, "smtp_code", None), getattr(fault, "smtp_error", None)
    return _said(code, words) if code else f"{type(fault).__name__}: {fault}"[:300]


def _said(code: int, words) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"[:300]
