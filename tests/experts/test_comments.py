"""Comments: asked for, sent with and without an account, edited, published."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.experts import domain, letters, things
from tajryiba.experts.enums import CommentState, InvitationState, WorkKind
from tajryiba.experts.models import Comment, CommentRequest
from tajryiba.inbox.models import Case
from tajryiba.notify.models import Delivery, Notice
from tests.factories import experts
from tests.factories.adoption import key
from tests.factories.people import person
from tests.factories.practices import practice, published

pytestmark = pytest.mark.django_db


def refused(code: str):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def verbs(row) -> list[str]:
    return list(Event.objects.filter(object_id=str(row.pk), verb__contains="comment").values_list("verb", flat=True))


def send(asked, text="Туура кылышкан.", by=None, **more):
    more = {"signed_as": "Үлгү, адис", "lang": "ky", "by_letter": by is None, **more}
    return domain.send_comment(request=asked, text=text, by=by, **more)


# --- Asking ---


def test_asking_tells_the_expert_with_a_link_that_needs_no_account():
    made, boss, about, same = experts.expert(), experts.moderator(), published(("ky",)), key()
    asked = experts.request(made, about, by=boss, key=same)
    assert experts.request(made, about, by=boss, key=same).pk == asked.pk
    notice = Notice.objects.get(user=made.user, kind="experts.asked")
    assert letters.opened(notice.facts["reply"].partition("?key=")[2]) == asked
    assert letters.address(asked) in notice.body


def test_somebody_without_an_account_gets_a_letter():
    asked = experts.request(experts.by_staff(contact_email="state@example.kg", languages=["ru"]))
    notice = Notice.objects.get(kind="experts.asked_by_letter")
    assert (notice.user, notice.address, notice.language) == (None, "state@example.kg", "ru")
    assert notice.link == f"/ru/experts/comments/reply/?key={letters.token(asked)}"
    assert Delivery.objects.filter(notice=notice).count() == 1


def test_what_cannot_be_asked():
    with refused("forbidden"):
        experts.request(by=person())
    with refused("not_public"):
        experts.request(obj=practice())
    with refused("unreachable"):
        experts.request(experts.by_staff())
    with refused("not_available"):
        experts.request(experts.busy(experts.expert()))
    made = experts.expert(load_limit=1)
    experts.request(made)
    with refused("full"):
        experts.request(made)


def test_an_address_leads_to_its_object(settings):
    about = published(("ky", "ru"))
    for text in (
        about.url_in("ru"),
        f"https://example.kg{about.url_in('ky')}?unit=1#top",
        f" /ky/practices/{about.pk}/ ",
    ):
        assert things.at_address(text) == about
    hidden = practice()
    for text in ("", "/nothing/", "/ky/practices/", f"/ky/practices/{hidden.pk}/", f"/ky/practices/{10**25}/"):
        assert things.at_address(text) is None


# --- The link ---


def test_a_link_is_good_for_one_request_and_one_purpose():
    asked = experts.request()
    token = letters.token(asked)
    assert letters.opened(token) == asked
    forged = [token[:-1], token + "x", "", "x" * 900, signing.dumps([asked.pk, asked.nonce], salt="other")]
    forged += [
        signing.dumps(value, salt=letters.SALT) for value in (asked.pk, [asked.pk, ""], [asked.pk, "x"], ["a", 1, 2])
    ]
    assert [letters.opened(text) for text in forged] == [None] * len(forged)


def test_a_link_runs_out_and_dies_with_the_request():
    asked = experts.request()
    token = letters.token(asked)
    with time_machine.travel(timezone.now() + timedelta(days=201), tick=False):
        assert letters.opened(token) is None
    domain.close_request(request=asked, by=experts.moderator())
    assert letters.opened(token) is None
    handed, deputy = experts.request(), experts.expert()
    token = letters.token(handed)
    domain.hand_over(invitation=handed.invitation, by=handed.invitation.holder, to=deputy.user)
    handed.refresh_from_db()
    assert (letters.opened(token), letters.opened(letters.token(handed))) == (None, handed)
    declined = experts.request()
    domain.decline(invitation=declined.invitation, by=declined.invitation.holder)
    assert letters.opened(letters.token(declined)) is None


# --- Sending ---


def test_a_comment_is_sent_once_and_may_be_sent_anew_until_it_is_decided():
    asked = experts.request()
    first = send(asked)
    assert send(asked).pk == first.pk
    assert (first.state, first.by_letter, first.author) == (CommentState.WAITING, True, None)
    asked.invitation.refresh_from_db()
    assert asked.invitation.state == InvitationState.DONE
    second = send(asked, "Туура, бирок кымбат.")
    assert (second.pk, second.author_text) == (first.pk, "Туура, бирок кымбат.")
    assert Case.objects.filter(kind="experts.comment").count() == 1
    assert sorted(verbs(first)) == ["experts.comment_sent", "experts.comment_sent_anew"]
    domain.publish_comment(comment=second, by=experts.moderator(), text="Туура.")
    with refused("already_decided"):
        send(asked, "Баарын өзгөртөм")


def test_what_is_not_accepted():
    asked = experts.request()
    for text, signed in ((" ", "Үлгү"), ("Ооба", " ")):
        with refused("empty"):
            send(asked, text, signed_as=signed)
    with refused("too_long"):
        send(asked, "ы" * 6001)
    with refused("forbidden"):
        send(asked, by=person())
    assert send(asked, by=asked.invitation.holder).author == asked.invitation.holder
    closed = experts.request()
    domain.close_request(request=closed, by=experts.moderator())
    with refused("closed"):
        send(closed)


# --- Publishing ---


def test_the_authors_words_are_kept_beside_the_edited_ones():
    asked = experts.request()
    sent = send(asked, "Туура   кылышкан!!!")
    shown = domain.publish_comment(comment=sent, by=experts.moderator(), text="Туура кылышкан.", signed_as="Үлгү")
    assert (shown.author_text, shown.text, shown.signed_as, shown.is_edited) == (
        "Туура   кылышкан!!!",
        "Туура кылышкан.",
        "Үлгү",
        True,
    )
    notice = Notice.objects.get(kind="experts.comment_published")
    assert (notice.user, "Туура кылышкан." in notice.body) == (asked.invitation.holder, True)
    case = Case.objects.get(kind="experts.comment")
    assert case.first_reaction_at is not None and case.closed_at is not None
    record = asked.invitation.expert.work.get()
    assert (record.kind, record.obj) == (WorkKind.COMMENT, shown)


def test_publishing_twice_is_once_and_other_words_are_told():
    shown, boss = experts.comment(public=True), experts.moderator()
    domain.publish_comment(comment=shown, by=boss, text=shown.text)
    assert Notice.objects.filter(kind="experts.comment_published").count() == 1
    domain.publish_comment(comment=shown, by=boss, text="Кыскача: туура.")
    assert Notice.objects.filter(kind="experts.comment_published").count() == 2
    assert shown.request.invitation.expert.work.count() == 1


def test_what_is_not_published():
    sent, boss = experts.comment(), experts.moderator()
    with refused("forbidden"):
        domain.publish_comment(comment=sent, by=person(), text="x")
    with refused("empty"):
        domain.publish_comment(comment=sent, by=boss, text=" ")
    with refused("no_reason"):
        domain.refuse_comment(comment=sent, by=boss, reason="")
    for _again in range(2):
        refusal = domain.refuse_comment(comment=sent, by=boss, reason="Жарнама")
    assert (refusal.state, Notice.objects.filter(kind="experts.comment_refused").count()) == (CommentState.REFUSED, 1)
    with refused("already_decided"):
        domain.publish_comment(comment=sent, by=boss, text="x")


def test_nothing_is_published_beside_what_is_not_public_any_more():
    about = published(("ky",))
    sent = experts.comment(experts.request(obj=about))
    type(about).objects.filter(pk=about.pk).update(is_public=False)
    with refused("not_public"):
        domain.publish_comment(comment=Comment.objects.get(pk=sent.pk), by=experts.moderator(), text="x")


def test_closing_twice_is_once():
    asked, boss = experts.request(), experts.moderator()
    for _again in range(2):
        asked = domain.close_request(request=asked, by=boss)
    asked.invitation.refresh_from_db()
    assert (asked.is_closed, asked.invitation.state) == (True, InvitationState.CANCELLED)
    done = experts.comment().request
    assert domain.close_request(request=CommentRequest.objects.get(pk=done.pk), by=boss).is_closed
    assert Event.objects.filter(verb="experts.request_closed").count() == 2


def test_a_reminder_goes_by_letter_too():
    asked = experts.request(experts.by_staff(contact_email="state@example.kg"), days=3)
    assert domain.sweep(timezone.now() + timedelta(days=1)) == 1
    assert domain.sweep(timezone.now() + timedelta(days=2)) == 0
    assert Notice.objects.filter(address="state@example.kg").count() == 2
    send(asked)
    domain.publish_comment(comment=Comment.objects.get(), by=experts.moderator(), text="Туура.")
    assert Notice.objects.filter(address="state@example.kg", kind="experts.comment_published").count() == 1
