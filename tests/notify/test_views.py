"""Notices in the account: one's own and nobody else's."""

import pytest
from django.urls import reverse

from tajryiba.core.errors import DomainError
from tajryiba.notify import domain, queries
from tajryiba.notify.enums import Reason, State
from tajryiba.notify.models import Delivery
from tests.factories.notify import KIND, SITE_ONLY, notice
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db
ADDRESSES = ("account_notices", "account_letters")


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_guest_is_asked_to_sign_in(guest, name):
    response = guest.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_the_list_shows_ones_own(signed_in):
    reader = person(language="ru")
    mine, other = notice(reader), notice(person())
    page = signed_in(reader).get("/ru/account/notices/").content.decode()
    assert mine.subject in page
    assert other.subject not in page
    assert "Отметить все как прочитанные" in page


def test_the_empty_list_says_what_will_come(signed_in):
    assert "There are no notices yet" in signed_in(person()).get("/en/account/notices/").content.decode()


def test_the_list_costs_the_same_whatever_its_length(signed_in, same_query_count):
    reader = person()
    client = signed_in(reader)
    grow = lambda count: [notice(reader) for _ in range(count)]  # noqa: E731
    same_query_count(lambda: client.get("/ru/account/notices/"), grow, large=20)


def test_opening_a_notice_marks_it_and_leads_there_in_the_language_of_the_page(signed_in):
    reader = person()
    told = notice(reader, link="/ru/practices/12-voda/#post-3")
    response = signed_in(reader).get(f"/en/account/notices/{told.pk}/")
    assert (response.status_code, response["Location"]) == (302, "/en/practices/12-voda/#post-3")
    assert queries.unread_count(reader) == 0


def test_a_notice_without_a_link_leads_to_the_list(signed_in):
    reader = person()
    response = signed_in(reader).get(reverse("account_notice", args=[notice(reader, link="").pk]))
    assert response["Location"] == reverse("account_notices")


def test_a_link_into_the_admin_keeps_its_address(signed_in):
    reader = person()
    told = notice(reader, link="/admin/cases/5/")
    assert signed_in(reader).get(f"/en/account/notices/{told.pk}/")["Location"] == "/admin/cases/5/"


@pytest.mark.parametrize("role", ["reader", "content_admin", "superuser"])
def test_another_persons_notice_is_as_good_as_none(signed_in, role):
    told = notice(person())
    client = signed_in(person(role))
    assert client.get(reverse("account_notice", args=[told.pk])).status_code == 404
    assert client.get(reverse("account_notice", args=[10**9])).status_code == 404
    assert client.get(reverse("account_notice", args=[2**63])).status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_all_are_marked_at_once_by_post_only(signed_in):
    reader = person()
    notice(reader), notice(reader)
    client = signed_in(reader)
    assert client.get(reverse("account_notices_read")).status_code == 405
    assert client.post(reverse("account_notices_read")).status_code == 302
    assert queries.unread_count(reader) == 0


def test_letters_are_chosen(signed_in):
    reader = person()
    client = signed_in(reader)
    page = client.get("/en/account/notices/letters/").content.decode()
    assert "Told" in page
    assert "Quiet" not in page
    assert client.post("/en/account/notices/letters/", {}).status_code == 302
    assert KIND in queries.letters_off(reader)
    assert SITE_ONLY not in queries.letters_off(reader)
    client.post("/en/account/notices/letters/", {KIND: "on"})
    assert KIND not in queries.letters_off(reader)


def test_the_masthead_counts_what_is_new(signed_in):
    reader = person()
    client = signed_in(reader)
    assert "badge" not in client.get("/en/account/island/").content.decode()
    notice(reader)
    island = client.get("/en/account/island/").content.decode()
    assert '<span class="badge badge--gold">1' in island


def test_the_home_of_the_account_shows_what_is_new(signed_in):
    reader = person()
    told = notice(reader)
    client = signed_in(reader)
    assert told.subject in client.get("/en/account/").content.decode()
    client.get(reverse("account_notice", args=[told.pk]))
    assert told.subject not in client.get("/en/account/").content.decode()


def test_what_people_write_is_escaped(signed_in):
    reader = person()
    notice(reader, title="<script>alert(1)</script>", text="<b>bold</b>")
    page = signed_in(reader).get("/en/account/notices/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;bold" in page


# --- The outbox of the staff ---


@pytest.fixture
def staff(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reads_the_outbox_and_tries_again(guest, signed_in, staff, role):
    row = Delivery.objects.get(notice=notice(person()))
    Delivery.objects.update(state=State.NOT_SENT, reason=Reason.GAVE_UP, tries=9)
    client, may = (guest if role == "guest" else signed_in(person(role))), role in {"content_admin", "superuser"}
    for url in (reverse("letters:index"), reverse("letters:results")):
        assert (client.get(url).status_code == 200) is may
    client.post(reverse("letters:again", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.tries) == ((State.WAITING, 0) if may else (State.NOT_SENT, 9))


def test_the_outbox_shows_reasons_and_never_the_text(signed_in, staff):
    told = notice(person())
    Delivery.objects.update(state=State.NOT_SENT, reason=Reason.REFUSED, detail="550 no such mailbox")
    page = signed_in(person("superuser")).get(reverse("letters:index")).content.decode()
    assert "550 no such mailbox" in page
    assert told.subject not in page
    assert reverse("letters:again", args=[told.deliveries.get().pk]) in page


def test_the_outbox_costs_the_same_whatever_its_length(signed_in, staff, same_query_count):
    client = signed_in(person("superuser"))
    grow = lambda count: [notice(person()) for _ in range(count)]  # noqa: E731
    same_query_count(lambda: client.get(reverse("letters:index")), grow, large=12)


def test_a_letter_that_waits_is_not_tried_again(signed_in, staff):
    row = Delivery.objects.get(notice=notice(person()))
    client = signed_in(person("content_admin"))
    response = client.post(reverse("letters:again", args=[row.pk]), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert client.post(reverse("letters:again", args=[2**63])).status_code == 404
    assert client.get(reverse("letters:again", args=[row.pk])).status_code == 405


def test_only_the_administrator_tries_again():
    with pytest.raises(DomainError) as refusal:
        domain.try_again(delivery=Delivery.objects.get(notice=notice(person())), actor=person("editor"))
    assert refusal.value.code == "forbidden"


def test_kinds_of_the_staff_are_offered_to_the_staff_only(signed_in, staff):
    page = signed_in(person()).get("/en/account/notices/letters/").content.decode()
    assert 'name="inbox.late"' not in page
    assert 'name="discuss.asked"' in page
    assert 'name="inbox.late"' in signed_in(person("editor")).get("/en/account/notices/letters/").content.decode()
