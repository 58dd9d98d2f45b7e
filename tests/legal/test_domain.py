"""The verbs: acts, changes with their flags and messages, citations."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.legal import domain, notices, queries
from tajryiba.legal.domain.changes import take_effect
from tajryiba.legal.models import Act, Change, Citation, Review
from tajryiba.notify import domain as notify
from tajryiba.notify.models import Notice
from tests.factories import adoption as adoptions
from tests.factories import legal as make
from tests.factories import practices
from tests.factories.people import person

pytestmark = pytest.mark.django_db

YESTERDAY = date(2026, 1, 1)


def verbs(obj=None) -> list[str]:
    rows = Event.objects.filter(verb__startswith="legal.").order_by("pk")
    if obj is not None:
        rows = rows.filter(content_type=ContentType.objects.get_for_model(obj), object_id=str(obj.pk))
    return list(rows.values_list("verb", flat=True))


def code_of(verb, **facts) -> str:
    with pytest.raises(DomainError) as refusal:
        verb(**facts)
    return refusal.value.code


@pytest.fixture
def editor():
    return person("editor")


@pytest.fixture
def cited(editor):
    """(practice with an owner and an adopter, act): the practice cites article 12."""
    owner_team = adoptions.Team()
    practice = adoptions.adoptable(units=[owner_team.unit])
    adopter = adoptions.Team(unit=practices.unit("Кара-Суу айыл аймагы"))
    adoptions.adoption(adopter, practice, is_hidden=True)
    act = make.with_text(15)
    domain.cite(source=practice, act=act, article="st-12", note="разрешает", actor=editor)
    return practice, act, owner_team.member, adopter.member


# --- Acts ---


def test_a_draft_becomes_public_once(editor):
    act = make.act(public=False)
    first = domain.publish_act(act=act, actor=editor)
    again = domain.publish_act(act=act, actor=editor)
    assert first.is_public and again.published_at == first.published_at
    assert verbs(act) == ["legal.act_created", "legal.act_published"]


def test_only_editors_keep_the_register():
    act, reader = make.act(), person()
    for verb, facts in (
        (domain.publish_act, {"act": act}),
        (domain.add_edition, {"act": act, "in_force_from": None}),
        (domain.relate, {"act": act, "kind": "amends", "other": make.act()}),
        (domain.amend_act, {"act": act, "kind": "amended", "in_force_from": YESTERDAY, "key": "k"}),
    ):
        assert code_of(verb, actor=reader, **facts) == "forbidden"


def test_facts_are_checked():
    make.act(kind="law", number="5", adopted="2020-01-01")
    for facts in (
        {"kind": "law", "number": "5", "adopted": "2020-01-01"},
        {"adopted": "2020-13-01"},
        {"title_ru": "", "title_ky": ""},
        {"official_url": "javascript:alert(1)"},
        {"in_force_from": date(2022, 1, 1), "ended_on": date(2021, 1, 1)},
    ):
        with pytest.raises(ValidationError):
            make.act(**facts)
    assert make.act(kind="code", number="5", adopted="2020-01-01").pk


def test_an_edition_is_one_a_day_and_needs_a_text(editor):
    act = make.act()
    one = domain.add_edition(act=act, in_force_from=None, actor=editor)
    assert domain.add_edition(act=act, in_force_from=None, actor=editor) == one
    assert code_of(domain.publish_edition, edition=one, actor=editor) == "no_text"
    assert code_of(domain.write_text, edition=one, lang="ru", html="<p> </p>") == "empty"
    assert code_of(domain.write_text, edition=one, lang="ru", html="x" * 6_000_001) == "too_long"
    text = make.text(one, "ru", make.law_html(3))
    again = make.text(one, "ru", make.law_html(2))
    assert (again.pk, again.articles, again.provisions.count()) == (text.pk, 2, 4)
    assert domain.publish_edition(edition=one, actor=editor).is_public
    assert domain.publish_edition(edition=one, actor=editor).is_public


def test_an_act_is_not_related_to_itself(editor):
    act, other = make.act(), make.act()
    assert code_of(domain.relate, act=act, kind="amends", other=act, actor=editor) == "itself"
    relation = domain.relate(act=act, kind="amends", other=other, actor=editor)
    assert domain.relate(act=act, kind="amends", other=other, actor=editor) == relation
    domain.unrelate(relation=relation, actor=editor)
    assert queries.relations(act) == []


# --- Citations ---


def test_citing_is_checked_and_once(editor, cited):
    practice, act, owner, _adopter = cited
    again = domain.cite(source=practice, act=act, article="st-12", note="требует", actor=editor)
    assert (Citation.objects.count(), again.note) == (1, "требует")
    assert domain.cite(source=practice, act=act, article="st-12-p-2", actor=editor).article == "st-12-p-2"
    assert code_of(domain.cite, source=practice, act=act, article="st-99", actor=editor) == "no_article"
    assert code_of(domain.cite, source=practice, act=act, article="st-12-p-9", actor=editor) == "no_article"
    assert code_of(domain.cite, source=practice, act=make.act(public=False), actor=editor) == "draft"
    assert code_of(domain.cite, source=practice, act=act, actor=owner) == "forbidden"
    assert domain.cite(source=practice, act=make.act(), article="st-99", actor=editor).pk  # no text: cannot be known
    assert code_of(domain.uncite, citation=again, actor=owner) == "forbidden"
    domain.uncite(citation=again, actor=editor)
    assert verbs(practice) == ["legal.cited", "legal.cited", "legal.cited", "legal.uncited"]


def test_only_known_models_cite(editor):
    with pytest.raises(LookupError):
        domain.cite(source=practices.topic(), act=make.act(), actor=editor)


# --- Changes ---


def amend(act, **facts):
    return domain.amend_act(**{"act": act, "kind": "amended", "in_force_from": YESTERDAY, "key": "one", **facts})


def told(kind: str = notices.CHECK) -> list[int]:
    return sorted(Notice.objects.filter(kind=kind).values_list("user_id", flat=True))


def test_owner_and_adopter_are_told_exactly_once(editor, cited):
    practice, act, owner, adopter = cited
    change = amend(act, actor=editor, what_ru="Новые сроки", meaning_ky="Он күндө жооп бериңиз")
    assert told() == sorted([owner.pk, adopter.pk])
    assert amend(act, actor=editor) == change
    assert told() == sorted([owner.pk, adopter.pk])
    assert list(Review.objects.of(practice).values_list("change_id", flat=True)) == [change.pk]
    act.refresh_from_db()
    assert act.status == "amended"
    assert verbs(practice) == ["legal.cited", "legal.flagged"]
    notice = Notice.objects.get(user=owner, kind=notices.CHECK)
    assert notice.link == practice.get_absolute_url()


def test_one_who_owns_several_dependants_gets_one_message(editor, cited):
    practice, act, owner, _adopter = cited
    other = adoptions.adoptable(units=list(practice.units.all()))
    domain.cite(source=other, act=act, actor=editor)
    amend(act, actor=editor)
    notice = Notice.objects.get(user=owner, kind=notices.CHECK)
    assert notice.body.count("«") >= 2 and Review.objects.count() == 2


@pytest.mark.parametrize(
    ("articles", "concerned"),
    [((), True), (("st-12",), True), (("st-12-p-3",), True), (("st-13",), False), (("st-12-1",), False)],
)
def test_only_who_cites_what_changed_is_concerned(articles, concerned, editor, cited):
    practice, act, *_people = cited
    amend(act, actor=editor, articles=articles)
    assert Review.objects.of(practice).exists() is concerned
    assert bool(told()) is concerned


def test_a_point_is_concerned_by_its_article(editor, cited):
    practice, act, *_people = cited
    domain.uncite(citation=Citation.objects.get(), actor=editor)
    domain.cite(source=practice, act=act, article="st-12-p-2", actor=editor)
    amend(act, actor=editor, articles=["st-12"])
    assert Review.objects.of(practice).count() == 1


def test_a_change_without_flags_only_informs(editor, cited):
    practice, act, *_people = cited
    amend(act, actor=editor, kind="took_effect")
    assert not Review.objects.exists() and told() == []
    act.refresh_from_db()
    assert (act.status, act.in_force_from) == ("in_force", YESTERDAY)


def test_followers_hear_unless_they_were_told_as_owners(editor, cited):
    _practice, act, owner, _adopter = cited
    reader, stranger = person(), person()
    for who in (owner, reader):
        notify.follow(who, act)
    notify.follow(stranger, make.act())
    amend(act, actor=editor)
    assert told(notices.CHANGED) == [reader.pk]


def test_voiding_ends_the_act_and_relates_it(editor):
    act, newer = make.act(), make.act()
    amend(act, actor=editor, kind="replaced", by_act=newer)
    act.refresh_from_db()
    assert (act.status, act.ended_on) == ("void", YESTERDAY)
    assert [(row.kind, row.other_id) for row in newer.relations.all()] == [("repeals", act.pk)]
    assert [[one.pk for one in acts] for _kind, acts in queries.relations(act)] == [[newer.pk]]


def test_a_change_that_lies_ahead_takes_effect_on_its_day(editor, time_machine_at):
    act = make.act()
    ahead = timezone.localdate() + timedelta(days=10)
    amend(act, actor=editor, kind="voided", in_force_from=ahead)
    act.refresh_from_db()
    assert act.status == "in_force" and take_effect() == 0
    with time_machine_at(ahead):
        assert (take_effect(), take_effect()) == (1, 0)
    act.refresh_from_db()
    assert (act.status, act.ended_on) == ("void", ahead)
    assert verbs(act)[-1] == "legal.change_took_effect"


def test_a_review_is_confirmed_once_by_an_editor(editor, cited):
    practice, act, owner, _adopter = cited
    amend(act, actor=editor)
    review = Review.objects.get()
    assert code_of(domain.confirm_review, review=review, actor=owner) == "forbidden"
    done = domain.confirm_review(review=review, actor=editor, note="Годится")
    again = domain.confirm_review(review=review, actor=person("content_admin"), note="Ещё раз")
    assert (again.confirmed_by_id, again.note, again.confirmed_at) == (editor.pk, "Годится", done.confirmed_at)
    assert queries.flags(practice) == []
    assert verbs(practice) == ["legal.cited", "legal.flagged", "legal.review_confirmed"]


def test_the_words_of_a_change_are_for_the_digest(editor):
    act = make.act()
    change = amend(act, actor=editor)
    assert code_of(domain.describe_change, change=change, actor=person(), meaning_ky="x") == "forbidden"
    domain.describe_change(change=change, actor=editor, meaning_ky="Он күн", what_ru="Срок")
    row = queries.digest_source(change.recorded_at.year, change.recorded_at.month).get()
    assert (row.meaning_ky, row.what_ru, row.what_ky) == ("Он күн", "Срок", "")
    assert Change.objects.count() == 1 and Act.objects.get().pk == act.pk
