"""Letters over a real SMTP server: what is shown as sent was sent (T4), what was not has its reason (T13)."""

import socket
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone

from tajryiba.notify import delivery, domain, kinds, letters, tasks
from tajryiba.notify.delivery import WAITS, deliver_due
from tajryiba.notify.enums import Reason, State
from tajryiba.notify.models import Delivery
from tests.factories.notify import KIND, REQUIRED, notice
from tests.factories.people import person

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Server:
    """A real server on this machine that answers as it is told."""

    def __init__(self):
        self.letters, self.answer, self.rcpt = [], "250 OK", "250 OK"
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.letters.append(envelope)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(settings):
    running = Server()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = running.controller.port, 10
    running.controller.start()
    yield running
    running.controller.stop()


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()


def the(told) -> Delivery:
    return Delivery.objects.get(notice=told)


def make_due(row: Delivery) -> None:
    Delivery.objects.filter(pk=row.pk).update(due_at=timezone.now() - timedelta(seconds=1))


# --- It leaves ---


@pytest.mark.django_db
def test_a_letter_leaves_in_the_language_of_the_person(server, settings):
    settings.SITE_URL = "https://tajryiba.example"
    told = notice(person(language="ru", full_name="Асан Усенов"), title={"ky": "Суу", "ru": "Вода"}, text="так")
    assert deliver_due() == 1
    row = the(told)
    assert (row.state, row.reason, row.tries) == (State.SENT, "", 1)
    assert row.sent_at is not None
    (envelope,) = server.letters
    assert envelope.rcpt_tos == [told.user.email]
    letter = letters.compose(told)
    assert letter.subject == "About Вода"
    assert letter.body.startswith("Здравствуйте, Асан!")
    assert "Says так" in letter.body
    assert f"https://tajryiba.example/ru/account/notices/{told.pk}/" in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == "<https://tajryiba.example/ru/account/notices/letters/>"
    assert letter.extra_headers["Message-ID"].endswith("@tajryiba.example>")
    assert letter.extra_headers["Message-ID"].encode() in envelope.content


@pytest.mark.django_db
def test_a_required_letter_offers_no_way_to_switch_it_off(server):
    letter = letters.compose(notice(person(), REQUIRED))
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "/notices/letters/" not in letter.body


@pytest.mark.django_db
def test_a_letter_to_somebody_without_an_account(server, settings):
    settings.SITE_URL = "https://example.kg"
    notice(person())  # makes the kinds known
    Delivery.objects.all().delete()
    words = {"address": "guest@example.kg", "name": "Гость", "language": "ru", "facts": {"title": "вода"}, "key": "1"}
    for _again in range(2):
        row = domain.write_to(REQUIRED, link="/ru/practices/?key=abc", **words)
    assert deliver_due() == 1
    letter = server.letters[0]
    assert letter.rcpt_tos == ["guest@example.kg"]
    text = letters.compose(row).body
    assert "https://example.kg/ru/practices/?key=abc" in text
    assert "account/notices" not in text
    domain.forget_address("guest@example.kg")
    domain.forget_address("")
    assert not type(row).objects.filter(pk=row.pk).exists()
    with pytest.raises(ValueError, match="stays on the site"):
        domain.write_to(REQUIRED, link="https://evil.example/", **words)


@pytest.mark.django_db
def test_nothing_is_sent_a_second_time(server):
    notice(person())
    assert [deliver_due(), deliver_due()] == [1, 0]
    assert len(server.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_kicked_when_the_transaction_is_over(mailoutbox):
    told = notice(person())
    assert the(told).state == State.SENT
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_the_sweep_finds_what_a_lost_kick_left(mailoutbox):
    told = notice(person())
    assert mailoutbox == []
    tasks.sweep.call_local()
    assert the(told).state == State.SENT


@pytest.mark.django_db
def test_a_run_ends_when_its_time_is_over(mailoutbox):
    notice(person())
    assert deliver_due(seconds=-1) == 0
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_parallel_runs_send_each_letter_once(server, monkeypatch):
    monkeypatch.setattr(domain.jobs, "kick", lambda path: None)
    for _ in range(12):
        notice(person())
    barrier, faults = threading.Barrier(4), []

    def run():
        try:
            barrier.wait()
            deliver_due()
        except Exception as fault:  # noqa: BLE001  (the test shows whatever went wrong in a thread)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(server.letters) == 12
    assert set(Delivery.objects.values_list("state", "tries")) == {(State.SENT, 1)}


@pytest.mark.django_db
def test_a_claim_of_a_dead_process_runs_out(server):
    told = notice(person())
    row = the(told)
    assert delivery._claim(row.pk, row.due_at) is not None
    assert delivery._claim(row.pk, row.due_at) is None
    assert deliver_due() == 0
    make_due(row)
    assert deliver_due() == 1


@pytest.mark.django_db
def test_who_slept_past_the_claim_writes_nothing(mailoutbox):
    told = notice(person())
    row = the(told)
    late = delivery._claim(row.pk, row.due_at)
    make_due(row)
    assert deliver_due() == 1
    delivery._end(late, State.NOT_SENT, Reason.FAULT)
    assert the(told).state == State.SENT


# --- The server ---


@pytest.mark.django_db
def test_without_a_connection_the_row_stays_with_its_reason(no_server):
    first, second = notice(person()), notice(person())
    assert deliver_due() == 0
    tried, waiting = the(first), the(second)
    assert (tried.state, tried.reason, tried.tries) == (State.WAITING, Reason.SERVER_DOWN, 1)
    assert tried.detail.startswith("ConnectionRefusedError")
    assert timedelta(seconds=50) < tried.due_at - timezone.now() < timedelta(seconds=61)
    assert (waiting.state, waiting.reason, waiting.tries) == (State.WAITING, Reason.SERVER_DOWN, 0)
    assert waiting.detail == tried.detail


@pytest.mark.django_db
def test_tries_wait_longer_each_time_and_end_with_a_reason(no_server):
    told = notice(person())
    pauses = []
    for _ in WAITS:
        make_due(the(told))
        deliver_due()
        pauses.append(round((the(told).due_at - timezone.now()).total_seconds() / 60))
    assert tuple(pauses) == WAITS
    make_due(the(told))
    deliver_due()
    row = the(told)
    assert (row.state, row.reason, row.sent_at) == (State.NOT_SENT, Reason.GAVE_UP, None)
    assert row.detail.startswith("ConnectionRefusedError")


@pytest.mark.django_db
def test_after_a_failure_the_letter_leaves_and_the_reason_goes(server):
    told = notice(person())
    server.answer = "451 try later"
    assert deliver_due() == 0
    row = the(told)
    assert (row.state, row.reason, row.detail) == (State.WAITING, Reason.SERVER_DOWN, "451 try later")
    server.answer = "250 OK"
    make_due(row)
    assert deliver_due() == 1
    row = the(told)
    assert (row.state, row.reason, row.detail, row.tries) == (State.SENT, "", "", 2)
    assert len(server.letters) == 1


@pytest.mark.django_db
def test_a_refused_address_is_not_tried_again(server):
    told, other = notice(person()), notice(person())
    server.rcpt = "550 no such mailbox"
    assert deliver_due() == 0
    for row in (the(told), the(other)):
        assert (row.state, row.reason) == (State.NOT_SENT, Reason.REFUSED)
        assert row.detail == "550 no such mailbox"


@pytest.mark.django_db
def test_an_address_refused_for_now_is_tried_again_and_holds_nobody_up(server):
    first, second = notice(person()), notice(person())
    server.rcpt = "450 mailbox busy"
    deliver_due()
    for row in (the(first), the(second)):
        assert (row.state, row.reason, row.tries) == (State.WAITING, Reason.SERVER_DOWN, 1)


@pytest.mark.django_db
def test_a_server_that_hangs_up_first_harms_nothing(mailoutbox, monkeypatch):
    told = notice(person())
    real = mail.get_connection()
    monkeypatch.setattr(real, "close", lambda: (_ for _ in ()).throw(OSError("gone")))
    monkeypatch.setattr(delivery.mail, "get_connection", lambda: real)
    assert deliver_due() == 1
    assert the(told).state == State.SENT


@pytest.mark.django_db
def test_a_letter_in_a_file_is_not_called_sent(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    told = notice(person())
    assert deliver_due() == 0
    row = the(told)
    assert (row.state, row.reason, row.sent_at) == (State.NOT_SENT, Reason.NO_SERVER, None)
    (written,) = tmp_path.iterdir()
    assert told.user.email in written.read_text()


# --- The person ---


def unverified(user):
    EmailAddress.objects.filter(user=user).update(verified=False)


def closed(user):
    type(user).objects.filter(pk=user.pk).update(is_active=False)


def without_address(user):
    type(user).objects.filter(pk=user.pk).update(email=None, phone="+996700123456")


def switched_off(user):
    domain.choose_letters(user=user, off=[KIND])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (unverified, Reason.UNVERIFIED),
        (closed, Reason.CLOSED),
        (without_address, Reason.NO_ADDRESS),
        (switched_off, Reason.SWITCHED_OFF),
    ],
)
def test_what_may_not_be_sent_says_why(mailoutbox, change, reason):
    told = notice(person())
    change(told.user)
    assert deliver_due() == 0
    assert (the(told).state, the(told).reason) == (State.NOT_SENT, reason)
    assert mailoutbox == []


@pytest.mark.django_db
def test_a_required_letter_cannot_be_switched_off(mailoutbox):
    reader = person()
    reader.letters_off.create(kind=REQUIRED)
    told = notice(reader, REQUIRED)
    deliver_due()
    assert the(told).state == State.SENT


@pytest.mark.django_db
def test_a_letter_that_cannot_be_written_is_parked_and_holds_nobody_up(mailoutbox):
    kinds.register(kinds.Kind("tests.broken", subject="%(nobody_gave_this)s"))
    broken, good = notice(person(), "tests.broken"), notice(person())
    assert deliver_due() == 1
    assert (the(broken).state, the(broken).reason, the(broken).detail) == (State.NOT_SENT, Reason.FAULT, "KeyError")
    assert the(good).state == State.SENT


@pytest.mark.django_db
def test_a_fact_cannot_add_a_header(mailoutbox):
    notice(person(), title="one\nBcc: other@example.org")
    deliver_due()
    assert mailoutbox[0].subject == "About one Bcc: other@example.org"
    assert mailoutbox[0].recipients() == mailoutbox[0].to
