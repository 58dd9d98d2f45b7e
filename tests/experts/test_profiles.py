"""A profile from the draft to publication, its changes, its year."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.experts import domain, handlers, notices
from tajryiba.experts.enums import Kind, State, WorkKind
from tajryiba.experts.models import Expert, ExpertTopic, WorkRecord
from tajryiba.inbox.models import Case
from tajryiba.notify.models import Notice
from tajryiba.people.domain import erase_my_data, export_my_data
from tests.factories import discuss, experts
from tests.factories.adoption import Team, at_stage
from tests.factories.people import make_organisation, person
from tests.factories.practices import topic

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def refused(code: str):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


# --- Writing ---


def test_a_profile_is_made_once_and_then_changed():
    user = person()
    first = experts.draft(user, post_ky="Инженер")
    second = experts.draft(user, post_ky="Башкы инженер")
    assert (first.pk, Expert.objects.get().post_ky) == (second.pk, "Башкы инженер")
    assert list(Event.objects.filter(verb__startswith="experts.").order_by("pk").values_list("verb", flat=True)) == [
        "experts.registered",
        "experts.changed",
    ]


@pytest.mark.parametrize("number", [0, 6])
def test_from_one_to_five_topics(number):
    with refused("topics"):
        experts.draft(topics=[topic(f"t{index}") for index in range(number)])


def test_the_database_knows_of_five_topics_too():
    made = experts.draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpertTopic.objects.create(expert=made, topic=topic("sixth"), place=6)


def test_topics_keep_their_order():
    user, first, second = person(), topic("a"), topic("b")
    made = experts.draft(user, topics=[second, first])
    assert list(made.expert_topics.values_list("topic", flat=True)) == [second.pk, first.pk]


def test_an_organisation_must_be_ones_own():
    stranger, mine = make_organisation(), make_organisation()
    user = person("member", organisation=mine)
    with refused("not_a_member"):
        experts.draft(user, kind=Kind.STATE, organisation_id=stranger.pk)
    with refused("no_organisation"):
        experts.draft(user, kind=Kind.STATE)
    assert experts.draft(user, kind=Kind.STATE, organisation_id=mine.pk).is_state_body
    assert experts.draft(user, kind=Kind.INDEPENDENT, organisation_id=mine.pk).organisation is None


def test_a_name_is_needed():
    with refused("no_name"):
        experts.draft(name_ky="", name_ru="")


# --- Moderation ---


def test_sending_opens_one_case_for_24_hours():
    made = experts.waiting()
    domain.send(expert=made, by=made.user)
    case = Case.objects.get()
    assert (case.kind, case.obj, case.client) == (notices.PROFILE, made, made.user)
    assert case.due_at - case.opened_at == timedelta(hours=24)


def test_publishing_answers_the_case_and_tells_the_expert():
    made = experts.expert()
    case = Case.objects.get()
    assert (made.state, told(made.user)) == (State.PUBLISHED, ["experts.published"])
    assert case.first_reaction_at is not None and case.closed_at is not None
    assert domain.decide(expert=made, by=experts.moderator(), publish=True).pk == made.pk
    assert told(made.user) == ["experts.published"]


def test_a_refusal_needs_a_reason_and_may_be_mended():
    made, boss = experts.waiting(), experts.moderator()
    with refused("no_reason"):
        domain.decide(expert=made, by=boss, publish=False)
    made = domain.decide(expert=made, by=boss, publish=False, reason="Сүрөт жок")
    assert (made.state, made.reason, told(made.user)) == (State.REFUSED, "Сүрөт жок", ["experts.refused"])
    again = domain.send(expert=made, by=made.user)
    assert (again.state, again.reason, Case.objects.filter(closed_at=None).count()) == (State.WAITING, "", 1)


def test_nobody_decides_about_themselves_nor_without_the_role():
    editor = person("editor")
    own = experts.waiting(editor)
    for by in (editor, person(), own.user):
        with refused("not_possible"):
            domain.decide(expert=own, by=by, publish=True)


def test_a_draft_is_not_published():
    with refused("not_possible"):
        domain.decide(expert=experts.draft(), by=experts.moderator(), publish=True)


def test_changes_of_a_published_profile_wait():
    made = experts.expert(post_ky="Инженер")
    base = {"name_ky": made.name_ky, "name_ru": made.name_ru}
    changed = experts.draft(made.user, **base, post_ky="Министр", availability="later")
    assert (changed.post_ky, changed.availability) == ("Инженер", "later")
    experts.draft(made.user, **base, post_ky="Министр")
    assert Case.objects.filter(kind=notices.CHANGED, closed_at=None).count() == 1
    accepted = domain.accept_changes(expert=made, by=experts.moderator())
    assert (accepted.post_ky, accepted.proposed) == ("Министр", None)
    assert Case.objects.filter(closed_at=None).count() == 0
    experts.draft(made.user, **base, post_ky="Император")
    kept = domain.refuse_changes(expert=made, by=experts.moderator(), reason="Мындай кызмат жок")
    assert (kept.post_ky, kept.proposed) == ("Министр", None)
    assert told(made.user)[1:] == ["experts.changes_accepted", "experts.changes_refused"]


def test_changes_are_decided_with_a_reason_and_by_a_moderator():
    made = experts.expert()
    experts.draft(made.user, post_ky="Министр")
    with refused("no_reason"):
        domain.refuse_changes(expert=made, by=experts.moderator(), reason=" ")
    with refused("forbidden"):
        domain.accept_changes(expert=made, by=made.user)
    nothing = experts.expert()
    assert domain.accept_changes(expert=nothing, by=experts.moderator()).proposed is None
    assert domain.refuse_changes(expert=nothing, by=experts.moderator(), reason="").proposed is None


def test_hiding():
    made = experts.expert()
    with refused("no_reason"):
        domain.hide(expert=made, by=experts.moderator())
    with refused("not_possible"):
        domain.hide(expert=made, by=person())
    assert domain.hide(expert=made, by=made.user).state == State.HIDDEN
    assert domain.hide(expert=made, by=made.user).state == State.HIDDEN
    assert told(made.user) == ["experts.published"]
    other = experts.expert()
    domain.hide(expert=other, by=experts.moderator(), reason="Үч жолу жооп берген жок")
    assert told(other.user) == ["experts.published", "experts.hidden"]


# --- Registered by the staff ---


def test_the_staff_register_with_a_note_of_the_consent():
    boss = experts.moderator()
    with refused("no_consent"):
        domain.register_expert(by=boss, **experts.facts())
    with refused("forbidden"):
        domain.register_expert(by=person(), **experts.facts(consent_note="кат"))
    made = experts.by_staff()
    assert (made.state, made.user, made.consent_note) == (State.PUBLISHED, None, "Кат, 2026-05-12")
    with refused("has_account"):
        domain.register_expert(by=boss, expert=experts.expert(), **experts.facts(consent_note="кат"))


# --- Evidence of work ---


def test_work_is_recorded_once():
    made, post = experts.expert(), discuss.question(public=True)
    first = domain.record_work(made, WorkKind.LESSON, post)
    assert domain.record_work(made, WorkKind.LESSON, post).pk == first.pk
    assert domain.record_work(made, WorkKind.EVENT, post).pk != first.pk


def test_answers_gather_by_themselves_before_and_after_publication():
    user = person()
    early = discuss.reply(discuss.question(public=True), author=user, public=True)
    own = discuss.question(author=user, public=True)
    discuss.reply(own, author=user, public=True)
    made = experts.expert(user)
    late = discuss.reply(discuss.question(public=True), author=user, public=True)
    discuss.reply(discuss.question(public=True), author=user)
    answers = WorkRecord.objects.filter(expert=made, kind=WorkKind.ANSWER).values_list("object_id", flat=True)
    assert sorted(answers) == sorted([early.pk, late.pk])


def test_a_practitioner_has_a_deed_and_shows_it():
    team = Team()
    facts = {"kind": Kind.PRACTITIONER, "organisation_id": team.organisation.pk}
    with refused("no_deed"):
        experts.draft(team.member, **facts)
    row = at_stage("done", team)
    made = experts.expert(team.member, **facts)
    assert list(made.work.values_list("kind", "object_id")) == [(WorkKind.ADOPTION, row.pk)]


def test_a_finished_adoption_is_work_of_who_is_an_expert_already():
    team = Team()
    made = experts.expert(team.member)
    row = at_stage("done", team)
    assert list(made.work.values_list("kind", "object_id")) == [(WorkKind.ADOPTION, row.pk)]


# --- Once a year ---


def look(days: float) -> int:
    return domain.sweep(timezone.now() + timedelta(days=days))


def test_a_year_without_a_word_hides_the_profile_each_message_once():
    made = experts.expert()
    assert [look(364), look(365.1), look(365.2), look(379.2), look(379.3), look(393.3), look(399), look(400.5)] == [
        0,
        1,
        0,
        1,
        0,
        1,
        0,
        1,
    ]
    made.refresh_from_db()
    assert (made.state, told(made.user)) == (
        State.HIDDEN,
        ["experts.published", *["experts.confirm"] * 3, "experts.hidden"],
    )
    assert look(500) == 0


def test_confirming_begins_the_year_anew():
    made = experts.expert()
    Expert.objects.update(confirmed_at=timezone.now() - timedelta(days=366))
    assert (look(0), look(14.1)) == (1, 1)
    made = domain.confirm_yearly(expert=made, by=made.user)
    assert (made.asked_times, made.asked_at, look(200)) == (0, None, 0)
    with refused("forbidden"):
        domain.confirm_yearly(expert=made, by=person())
    draft = experts.draft()
    assert domain.confirm_yearly(expert=draft, by=draft.user).confirmed_at is None


def test_for_somebody_without_an_account_the_staff_ask_once():
    made = experts.by_staff()
    assert (look(366), look(380.5)) == (1, 1)
    case = Case.objects.get(kind=notices.CONFIRM_CASE)
    domain.confirm_yearly(expert=made, by=experts.moderator())
    case.refresh_from_db()
    assert case.closed_at is not None


# --- My data ---


def test_my_data_has_the_profile_and_what_was_written():
    made = experts.expert(post_ky="Инженер")
    experts.invitation(made)
    experts.message(made)
    data = export_my_data(made.user)
    assert (data["expert"]["post_ky"], data["expert"]["topics"]) == ("Инженер", ["water"])
    assert (len(data["expert_invitations"]), len(data["expert_messages"])) == (1, 1)
    assert handlers.export_my_data(user=person())["expert"] is None


def test_erasing_leaves_no_name():
    made = experts.expert(contact_email="me@example.kg", biography_ky="Мен")
    sent = experts.comment(experts.request(made), public=True)
    experts.invitation(made)
    letter = experts.message(made)
    domain.answer_message(message=letter, by=made.user, text="Шаардан")
    erase_my_data(user=made.user)
    made, sent = Expert.objects.get(pk=made.pk), type(sent).objects.get(pk=sent.pk)
    letter.refresh_from_db()
    assert (made.state, made.name, made.biography_ky, made.contact_email) == (State.HIDDEN, "", "", "")
    assert (sent.signed_as, sent.state, letter.answer) == ("", "published", "—")
    assert not made.invitations.open().exists()
    assert str(made) != ""


def test_somebody_without_an_account_is_forgotten_by_the_staff():
    made, boss = experts.by_staff(contact_email="s@example.kg"), experts.moderator()
    sent = experts.comment(experts.request(made), public=True)
    experts.request(made)
    with refused("forbidden"):
        domain.forget_expert(expert=made, by=person())
    with refused("has_account"):
        domain.forget_expert(expert=experts.expert(), by=boss)
    made = domain.forget_expert(expert=made, by=boss)
    sent.refresh_from_db()
    assert (made.name, made.consent_note, made.state, sent.signed_as) == ("", "", State.HIDDEN, "")
    assert not Notice.objects.filter(address="s@example.kg").exists()
    assert not made.invitations.open().exists()
