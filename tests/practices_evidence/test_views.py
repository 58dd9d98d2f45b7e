"""What readers see of the evidence, and how authors and staff enter it."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tajryiba.media.models import PortalDocument
from tajryiba.practices.evidence import domain
from tajryiba.practices.models import EvidenceCheck, Practice, PracticeDocument, Recheck
from tests.factories import media
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 14)


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


def page(client, practice) -> str:
    response = client.get(Practice.objects.get(pk=practice.pk).url_in("en"))
    assert response.status_code == 200
    return response.content.decode()


def evidence(client, practice) -> str:
    html = page(client, practice)
    start = html.index('id="evidence"')
    return html[start : html.index("</section>", start)]


def verify(practice, **changes) -> EvidenceCheck:
    facts = {
        "level": 3,
        "checker": "Development Policy Institute",
        "checked_on": DAY,
        "basis": {"ru": "Отчёт о выезде"},
    }
    return domain.verify(practice=practice, **{**facts, **changes})


def address(recheck) -> str:
    return f"/en/account/rechecks/{recheck.pk}/"


# --- For readers ---


def test_a_practice_that_nobody_checked_says_so(client, practice):
    html = evidence(client, practice)
    assert "Nobody but its authors and the source has checked it yet." in html
    assert "Not asked yet" in html
    assert "Who checked it, and when, is not written down." in evidence(client, make.published(evidence_level=2))


def test_readers_see_who_checked_when_and_on_what_document_with_the_history(client, practice):
    verify(practice, level=2, checked_on=date(2025, 1, 9), checker="Union of LSGs", basis={"en": "Acceptance act"})
    wrong = verify(practice)
    html = evidence(client, practice)
    assert html.index("Development Policy Institute") < html.index("Union of LSGs")
    assert '<span lang="ru">Отчёт о выезде</span>' in html
    assert "Checked on site" in html
    domain.annul_check(check=wrong, why="Another village")
    html = evidence(client, practice)
    assert "<s>Checked on site</s>" in html
    assert "Another village" in html


def test_a_document_opens_only_when_it_is_public(client, practice):
    open_one = media.portal_document()
    verify(practice, document=open_one)
    assert open_one.url in evidence(client, practice)
    PortalDocument.objects.filter(pk=open_one.pk).update(is_public=False)
    caches["local"].clear()
    html = evidence(client, practice)
    assert open_one.url not in html
    assert "not open to everyone" in html


def test_readers_see_the_question_and_the_answer(client, practice, manager, body):
    recheck = domain.ask_recheck(practice=practice)
    assert "there is no answer yet" in evidence(client, practice)
    domain.answer_recheck(recheck=recheck, answer="changed", why="Тариф теперь другой", lang="ru", actor=manager)
    html = page(client, practice)
    assert f"Said by: {body.name}." in html
    assert manager.full_name not in html
    top = html[: html.index("<h1")]
    assert '<span lang="ru">Тариф теперь другой</span>' in top
    assert "notice--gold" in top


def test_a_stopped_practice_warns_before_anything_else_until_it_runs_again(client, practice, manager):
    stopped = domain.ask_recheck(practice=practice)
    domain.answer_recheck(recheck=stopped, answer="stopped", why="The pump broke", lang="en", actor=manager)
    assert "notice--red" in page(client, practice).split("<h1")[0]
    again = domain.ask_recheck(practice=practice)
    domain.answer_recheck(recheck=again, answer="running", lang="en", actor=manager)
    html = page(client, practice)
    assert "notice--red" not in html.split("<h1")[0]
    assert "The pump broke" in html


def test_words_of_authors_cannot_run(client, practice, manager):
    recheck = domain.ask_recheck(practice=practice)
    evil = "<script>alert(1)</script>"
    domain.answer_recheck(recheck=recheck, answer="stopped", why=evil, lang="en", actor=manager)
    assert "<script>alert" not in page(client, practice)


def test_an_answer_of_the_staff_is_named_as_theirs(client, practice):
    recheck = domain.ask_recheck(practice=practice)
    domain.answer_recheck(recheck=recheck, answer="running", lang="en", actor=person("content_admin"))
    assert "Entered by the editors of the portal." in evidence(client, practice)


def test_history_costs_the_same_for_one_and_for_many(client, practice):
    def cold() -> int:
        page(client, practice)
        caches["local"].clear()
        with CaptureQueriesContext(connection) as queries:
            page(client, practice)
        return len(queries)

    verify(practice)
    few = cold()
    for month in range(1, 11):
        verify(practice, checked_on=date(2025, month, 1))
    assert cold() == few


# --- For authors ---


def test_the_author_answers_from_the_account(client, signed_in, practice, manager):
    recheck = domain.ask_recheck(practice=practice)
    author = signed_in(manager)
    assert address(recheck) in author.get("/en/account/").content.decode()
    html = author.get(address(recheck)).content.decode()
    assert html.count('type="radio"') == 3
    response = author.post(address(recheck), {"answer": "stopped", "why": "The pump broke"})
    assert (response.status_code, response["Location"]) == (302, f"{practice.url_in('en')}#evidence")
    assert "The pump broke" in page(client, practice)
    assert address(recheck) not in author.get("/en/account/").content.decode()
    assert "Answered on" in author.get(address(recheck)).content.decode()


def test_a_missing_reason_keeps_what_was_chosen(signed_in, practice, manager):
    recheck = domain.ask_recheck(practice=practice)
    html = signed_in(manager).post(address(recheck), {"answer": "changed", "why": ""}).content.decode()
    assert "Write what has changed" in html
    assert [part for part in html.split("<input") if "checked" in part][0].count('value="changed"') == 1
    assert Recheck.objects.get().is_open


def test_a_second_answer_changes_nothing(signed_in, practice, manager):
    recheck = domain.ask_recheck(practice=practice)
    author = signed_in(manager)
    author.post(address(recheck), {"answer": "running"})
    assert author.post(address(recheck), {"answer": "stopped", "why": "x"}).status_code == 200
    assert Recheck.objects.get().answer == "running"


def test_a_question_of_others_is_as_good_as_none(client, signed_in, practice):
    recheck = domain.ask_recheck(practice=practice)
    stranger = signed_in(person("manager"))
    for verb in (stranger.get, stranger.post):
        assert verb(address(recheck)).status_code == verb("/en/account/rechecks/99999/").status_code == 404
    assert stranger.get("/en/account/rechecks/" + "9" * 40 + "/").status_code == 404
    assert signed_in(person("superuser")).get("/en/account/rechecks/99999/").status_code == 404
    assert client.get(address(recheck)).status_code == 302
    assert Recheck.objects.get().is_open


# --- For the staff ---


def test_a_content_administrator_verifies_from_the_practice(signed_in, practice):
    staff = signed_in(person("content_admin"))
    edit = reverse("wagtailsnippets_practices_practice:edit", args=[practice.pk])
    verb = reverse("practice_verify", args=[practice.pk])
    html = staff.get(edit).content.decode()
    assert verb in html
    assert 'name="evidence_level"' not in html
    assert staff.get(verb).status_code == 200
    data = {"level": "4", "checker": "An institute", "checked_on": "2026-05-14", "basis_ru": "Отчёт"}
    assert staff.post(verb, data)["Location"] == edit
    assert (Practice.objects.get().evidence_level, EvidenceCheck.objects.get().entered_by.email[:13]) == (
        4,
        "content_admin",
    )
    annul = reverse("practice_annul_check", args=[EvidenceCheck.objects.get().pk])
    assert annul in staff.get(edit).content.decode()
    assert staff.post(annul, {"why": "A slip"})["Location"] == edit
    assert Practice.objects.get().evidence_level == 1
    assert staff.get(annul).status_code == 404


def test_a_refusal_stands_beside_what_was_entered(signed_in, practice):
    verb = reverse("practice_verify", args=[practice.pk])
    data = {"level": "4", "checker": "An institute", "checked_on": "2026-05-14"}
    response = signed_in(person("content_admin", language="en")).post(verb, data)
    assert response.status_code == 200
    assert "An institute" in response.content.decode()
    assert EvidenceCheck.objects.count() == 0


@pytest.mark.parametrize("role", ["editor", "client_admin", "analyst"])
def test_others_of_the_staff_verify_nothing(signed_in, practice, role):
    check, client = verify(practice), signed_in(person(role))
    for name, pk in (("practice_verify", practice.pk), ("practice_annul_check", check.pk)):
        for verb in (client.get, client.post):
            response = verb(reverse(name, args=[pk]), {"why": "x"})
            assert response.status_code in (302, 403)
    check.refresh_from_db()
    assert (check.annulled_at, EvidenceCheck.objects.count()) == (None, 1)


@pytest.mark.parametrize(("role", "sees"), [("content_admin", True), ("editor", True), ("client_admin", False)])
def test_the_list_of_questions_is_read_only(signed_in, practice, role, sees):
    recheck = domain.ask_recheck(practice=practice)
    client = signed_in(person(role))
    response = client.get(reverse("wagtailsnippets_practices_recheck:list"))
    assert (response.status_code == 200) is sees
    for name, arguments in (("add", ()), ("edit", (recheck.pk,)), ("delete", (recheck.pk,))):
        url = reverse(f"wagtailsnippets_practices_recheck:{name}", args=arguments)
        assert client.post(url, {"answer": "running"}).status_code in (302, 403), name
    recheck.refresh_from_db()
    assert recheck.is_open


def test_an_older_revision_of_the_facts_does_not_bring_back_an_older_level(practice):
    verify(practice, level=4)
    stale = Practice.objects.get(pk=practice.pk)
    stale.evidence_level = 1
    stale.save()
    domain.follow_checks(stale)
    assert Practice.objects.get().evidence_level == 4


def test_only_documents_of_the_practice_may_be_named(signed_in, practice):
    own, foreign = media.portal_document(), media.portal_document()
    PracticeDocument.objects.create(practice=practice, document=own)
    verb = reverse("practice_verify", args=[practice.pk])
    data = {"level": "2", "checker": "A", "checked_on": "2026-05-14", "basis_ru": "Отчёт", "document": foreign.pk}
    staff = signed_in(person("content_admin"))
    assert staff.post(verb, data).status_code == 200
    assert EvidenceCheck.objects.count() == 0
    staff.post(verb, {**data, "document": own.pk})
    assert EvidenceCheck.objects.get().document == own
