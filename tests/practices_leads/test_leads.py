"""Leads: added in seconds, moved over the board, dropped with a reason, becoming a practice; the norm of the month."""

import uuid
from datetime import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.practices.domain import publish_text
from tajryiba.practices.leads import domain, queries
from tajryiba.practices.leads.enums import LeadState
from tajryiba.practices.leads.models import Lead
from tajryiba.practices.models import Practice
from tests.factories import media
from tests.factories import practices as make
from tests.factories.people import EVERYBODY, person
from tests.factories.submissions import lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("editor")


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="practices.lead").order_by("pk").values_list("verb", flat=True))


def test_a_title_is_enough(editor):
    found = lead(editor, title="Вода в Сары-Булаке")
    assert (found.state, found.follows_up, found.created_by, found.origin) == ("found", editor, editor, "domestic")
    assert verbs() == ["practices.lead_found"]


def test_the_place_is_recognised_when_it_names_one_municipality(editor):
    osh = make.unit("Ош облусу", "oblast")
    unit = make.unit("Ак-Буура", parent=osh)
    make.unit("Кара-Суу")
    make.unit("Кара-Суу", parent=osh)
    assert lead(editor, place="ак буура").unit == unit
    assert lead(editor, place="Ак-Буура — Ош облусу").place == ""
    namesakes = lead(editor, place="Кара-Суу")
    assert (namesakes.unit, namesakes.place) == (None, "Кара-Суу")
    assert lead(editor, place="Кара-Суу — Ош облусу").unit.oblast == osh
    assert lead(editor, place=" — ").unit is None


def test_the_same_form_twice_is_one_lead(editor):
    key = uuid.uuid4()
    photo = media.upload("x.jpg", media.picture())
    first = lead(editor, title="Вода", key=key, photo=photo)
    assert lead(editor, title="Вода", key=key) == first
    assert (first.image is not None, Lead.objects.count()) == (True, 1)


def test_a_file_that_is_no_picture_is_refused(editor):
    with pytest.raises(DomainError):
        lead(editor, photo=media.upload("x.jpg", b"not a picture"))
    assert Lead.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "origin"), [({"found_in": "international"}, "international"), ({"country": "EE"}, "international")]
)
def test_what_comes_from_abroad(editor, facts, origin):
    assert lead(editor, **facts).origin == origin


def test_over_the_board_to_publication(editor):
    found = lead(editor, link="https://e.kg/1", place="За перевалом", found_in="international", country="EE")
    domain.move_lead(lead=found, state="contacted", actor=editor)
    practice = domain.describe_lead(lead=found, topic=make.topic(), actor=editor)
    assert domain.describe_lead(lead=found, topic=make.topic(), actor=editor) == practice
    assert (practice.origin, practice.country, practice.place_ru) == ("international", "EE", "За перевалом")
    assert [source.url for source in practice.sources.all()] == ["https://e.kg/1"]
    domain.move_lead(lead=found, state="checked", actor=editor)
    publish_text(text=make.text(practice, "ru"), author=person("content_admin"))
    assert Lead.objects.get().state == LeadState.PUBLISHED
    assert verbs() == [
        "practices.lead_found",
        "practices.lead_moved",
        "practices.lead_described",
        "practices.lead_moved",
        "practices.lead_published",
    ]


def test_a_move_that_the_board_does_not_have_is_refused_a_repeated_one_is_nothing(editor):
    found = lead(editor)
    assert domain.move_lead(lead=found, state="found", actor=editor) == found
    for state in ("checked", "published", "described", "dropped"):
        with pytest.raises(DomainError) as refusal:
            domain.move_lead(lead=found, state=state, actor=editor)
        assert refusal.value.code == "no_such_move"
    assert verbs() == ["practices.lead_found"]


def test_dropped_with_a_reason_and_taken_up_again(editor):
    found = lead(editor)
    with pytest.raises(DomainError) as refusal:
        domain.drop_lead(lead=found, reason=" ", actor=editor)
    dropped = domain.drop_lead(lead=found, reason=" Это  реклама ", actor=editor)
    assert (refusal.value.code, dropped.state, dropped.reason) == ("no_reason", "dropped", "Это реклама")
    domain.drop_lead(lead=found, reason="Опять", actor=editor)
    assert Lead.objects.get().reason == "Это реклама"
    with pytest.raises(DomainError):
        domain.describe_lead(lead=found, topic=make.topic(), actor=editor)
    again = domain.reopen_lead(lead=found, actor=editor)
    assert (again.state, again.reason) == ("found", "")
    assert domain.reopen_lead(lead=found, actor=editor).state == "found"
    assert verbs() == ["practices.lead_found", "practices.lead_dropped", "practices.lead_moved"]


def test_a_dropped_lead_with_a_public_practice_comes_back_as_published(editor):
    found = lead(editor)
    practice = domain.describe_lead(lead=found, topic=make.topic(), actor=editor)
    domain.drop_lead(lead=found, reason="Дубль", actor=editor)
    publish_text(text=make.text(practice, "ru"), author=person("content_admin"))
    assert domain.reopen_lead(lead=found, actor=editor).state == "published"
    with pytest.raises(DomainError) as refusal:
        domain.drop_lead(lead=found, reason="Поздно", actor=editor)
    assert refusal.value.code == "no_such_move"


def test_a_lead_may_lead_to_a_practice_that_is_here(editor):
    public, found = make.published(), lead(editor)
    assert domain.link_lead(lead=found, practice=public, actor=editor).state == "published"
    with pytest.raises(DomainError):
        domain.link_lead(lead=found, practice=public, actor=editor)


def test_the_database_wants_reasons_and_practices(editor):
    found = lead(editor)
    for state in ("dropped", "checked"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lead.objects.filter(pk=found.pk).update(state=state)


def test_mending_keeps_the_state(editor):
    found = lead(editor)
    unit = make.unit("Ак-Чий")
    changed = domain.change_lead(lead=found, actor=editor, title="Другое", place="ак-чий", note="Звонить")
    assert (changed.title, changed.unit, changed.folded, changed.state) == ("Другое", unit, "другое", "found")


@pytest.mark.parametrize("role", EVERYBODY)
def test_leads_are_kept_by_those_who_edit_practices(role):
    user, found = person(role), lead()
    allowed = role in ("editor", "content_admin", "superuser")
    assert user.has_perm("practices.keep_leads") is allowed
    acts = (
        lambda: domain.add_lead(actor=user, title="x"),
        lambda: domain.change_lead(lead=found, actor=user, title="x"),
        lambda: domain.move_lead(lead=found, state="contacted", actor=user),
        lambda: domain.drop_lead(lead=found, reason="x", actor=user),
        lambda: domain.reopen_lead(lead=found, actor=user),
        lambda: domain.describe_lead(lead=found, topic=make.topic(), actor=user),
    )
    for act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(DomainError) as refusal:
                act()
            assert refusal.value.code == "forbidden"


# --- The board and the norm ---


def test_the_board_has_every_state_and_forgets_what_ended_long_ago(editor):
    old, new = lead(editor), lead(editor)
    domain.drop_lead(lead=new, reason="x", actor=editor)
    long_ago = timezone.make_aware(datetime(2020, 1, 1))
    domain.drop_lead(lead=old, reason="x", actor=editor)
    Lead.objects.filter(pk=old.pk).update(moved_at=long_ago)
    waiting = lead(editor)
    columns = {column.state: (column.leads, column.total) for column in queries.board()}
    assert list(columns) == list(LeadState)
    assert columns["found"] == ([waiting], 1)
    assert columns["dropped"] == ([new], 1)


def test_months_are_counted_from_events_with_the_share_from_abroad(editor):
    with time_machine.travel(datetime(2026, 9, 30, 17, 59)):  # 23:59 in Bishkek
        make.published()
    with time_machine.travel(datetime(2026, 9, 30, 18, 1)):  # October there
        make.published(origin="international", country="EE")
    with time_machine.travel(datetime(2026, 10, 15, 12)):
        for _ in range(3):
            make.published()
        make.published(starter_key="kg-777")
        lead(editor)
        october, september, *earlier = queries.months()
    assert (october.found, october.published, october.international, october.share, october.missing) == (1, 4, 1, 25, 0)
    assert (september.published, september.share, september.missing) == (1, 0, 3)
    assert [(month.published, month.share) for month in earlier] == [(0, None)] * 4


def test_republishing_is_not_counted_twice(editor):
    made = make.published()
    text = made.texts.get()
    text.unpublish()
    publish_text(text=text)
    assert queries.months(1)[0].published == 1
    assert Practice.objects.count() == 1
