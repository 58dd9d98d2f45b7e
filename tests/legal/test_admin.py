"""Pages of the staff: import, an act's work page, the board, the digest, citing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tajryiba.legal import domain
from tajryiba.legal.models import Act, Change, Citation, Review
from tests.factories import documents, practices
from tests.factories import legal as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def editor():
    return person("editor", language="ru")


@pytest.fixture
def staff(signed_in, editor):
    return signed_in(editor)


def amended(act, editor, **facts) -> Change:
    return domain.amend_act(act=act, kind="amended", in_force_from=date(2026, 1, 1), key="one", actor=editor, **facts)


LAW = "ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ\nот 1 марта 2020 года № 77\nО проверке файлов\nСтатья 1. Раз\nСлова."


def test_an_upload_becomes_a_draft_and_a_refusal_stands_on_the_form(staff):
    url = reverse("acts:import")
    assert staff.get(url).status_code == 200
    answer = staff.post(url, {"file": SimpleUploadedFile("закон.docx", documents.docx(LAW))})
    act = Act.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("acts:work", args=[act.pk]))
    assert (act.number, act.is_public, act.editions.get().is_public) == ("77", False, False)
    bad = staff.post(url, {"file": SimpleUploadedFile("закон.docx", b"not a docx at all")})
    assert bad.status_code == 422 and "help-critical" in bad.content.decode()
    assert staff.post(url, {}).status_code == 422
    assert staff.post(url, {"fetch": "on"}).status_code == 422
    assert Act.objects.count() == 1


def test_an_act_is_published_with_its_edition(staff):
    act = make.act(public=False)
    edition = make.edition(act, ru=make.law_html(2), public=False)
    url = reverse("acts:work", args=[act.pk])
    assert staff.get(url).status_code == 200
    staff.post(url, {"verb": "publish"})
    staff.post(url, {"verb": "publish_edition", "row": edition.pk})
    act.refresh_from_db()
    edition.refresh_from_db()
    assert act.is_public and edition.is_public
    assert staff.post(url, {"verb": "nothing"}).status_code == 404
    assert staff.post(url, {"verb": "publish_edition", "row": "x"}).status_code == 404
    empty = domain.add_edition(act=act, in_force_from=date(2024, 1, 1))
    staff.post(url, {"verb": "publish_edition", "row": empty.pk})
    empty.refresh_from_db()
    assert not empty.is_public


def test_a_text_a_relation_and_a_change_are_written_down(staff):
    act, newer = make.act(), make.act()
    url = reverse("acts:work", args=[act.pk])
    file = SimpleUploadedFile("act.html", f"<html>{make.law_html(3)}</html>".encode())
    staff.post(url, {"verb": "text", "text-in_force_from": "2026-01-01", "text-file": file})
    edition = act.editions.get()
    text = edition.texts.get()
    assert (text.lang, text.articles) == ("ru", 3)  # the language is read out of the text
    staff.post(url, {"verb": "relate", "relate-kind": "related", "relate-other": newer.pk})
    relation = act.relations.get()
    staff.post(url, {"verb": "unrelate", "row": relation.pk})
    assert not act.relations.exists()
    facts = {
        "amend-kind": "amended",
        "amend-in_force_from": "2026-01-01",
        "amend-by_act": newer.pk,
        "amend-articles": "2, 3",
        "amend-edition": edition.pk,
        "amend-key": "once",
        "amend-meaning_ky": "Он күн",
    }
    wrong = staff.post(url, {"verb": "amend", **facts, "amend-articles": "слова"})
    assert wrong.status_code == 422
    for _twice in range(2):
        assert staff.post(url, {"verb": "amend", **facts}).status_code == 302
    change = Change.objects.get()
    assert (change.articles, change.meaning_ky, change.by_act) == (["st-2", "st-3"], "Он күн", newer)
    edition.refresh_from_db()
    assert edition.is_public


def test_the_board_lists_what_waits_and_confirms(staff, editor):
    act, practice = make.act(), practices.published()
    domain.cite(source=practice, act=act, actor=editor)
    amended(act, editor)
    board = reverse("acts:board")
    html = staff.get(board).content.decode()
    assert practice.get_absolute_url() in html or f"/practices/{practice.pk}" in html
    review = Review.objects.get()
    staff.post(board, {"review": review.pk, "note": "Годится"})
    review.refresh_from_db()
    assert (review.confirmed_by, review.note) == (editor, "Годится")
    assert f"practices/{practice.pk}" not in staff.get(board).content.decode()
    assert staff.post(board, {"review": "x"}).status_code == 404


def test_the_board_costs_the_same_at_any_length(staff, editor, same_query_count):
    act = make.act()

    def grow(n):
        for _one in range(n):
            practice = practices.published()
            domain.cite(source=practice, act=act, actor=editor)
            domain.amend_act(
                act=act, kind="amended", in_force_from=date(2026, 1, 1), key=str(practice.pk), actor=editor
            )
            Review.objects.exclude(object_id=practice.pk).filter(change__key=str(practice.pk)).delete()

    same_query_count(lambda: staff.get(reverse("acts:board")), grow, small=1, large=12)


def test_the_digest_lists_the_month_and_takes_words(staff, editor):
    change = amended(make.act(), editor)
    assert change.act.title_ky in staff.get(reverse("acts:digest")).content.decode()
    assert change.act.title_ky not in staff.get(reverse("acts:digest") + "?month=2020-01").content.decode()
    assert staff.get(reverse("acts:digest") + "?month=2020-44").status_code == 404
    assert staff.get(reverse("acts:digest") + "?month=x").status_code == 200
    url = reverse("acts:change", args=[change.pk])
    assert staff.get(url).status_code == 200
    assert staff.post(url, {"meaning_ky": "Он күн", "meaning_ru": "Десять дней"}).status_code == 302
    assert staff.post(url, {"meaning_ky": "x" * 2001}).status_code == 422
    change.refresh_from_db()
    assert (change.meaning_ky, change.meaning_ru) == ("Он күн", "Десять дней")


def test_suggestions_are_offered_and_only_ticked_ones_are_kept(staff):
    act = make.act(title_ru="О пастбищах", number="30")
    practice = practices.practice()
    practices.text(practice, "ru", problem="<p>Статья 6 Закона КР «О пастбищах» и ст. 8.</p>")
    url = reverse("acts:citing", args=["practice", practice.pk])
    html = staff.get(url).content.decode()
    assert f'value="{act.pk}:st-6"' in html and not Citation.objects.exists()
    other = make.act()
    staff.post(url, {"suggested": [f"{act.pk}:st-6", f"{other.pk}:st-1"]})
    assert [(one.act_id, one.article) for one in Citation.objects.all()] == [(act.pk, "st-6")]
    staff.post(url, {"cite": "1", "act": act.pk, "article": "ст. 9 п. 2", "note": "Разрешает"})
    row = Citation.objects.get(article="st-9-p-2")
    assert staff.post(url, {"cite": "1", "act": act.pk, "article": "слова"}).status_code == 422
    staff.post(url, {"uncite": row.pk})
    assert Citation.objects.count() == 1
    assert staff.post(url, {"uncite": "x"}).status_code == 404
    assert staff.get(reverse("acts:citing", args=["adoption", 1])).status_code == 404
    edit = reverse("wagtailsnippets_practices_practice:edit", args=[practice.pk])
    assert url in staff.get(edit).content.decode()


def test_facts_are_edited_as_a_snippet_and_nothing_is_deleted(staff):
    url = reverse("wagtailsnippets_legal_act:add")
    facts = {"kind": "law", "number": "5", "adopted": "2020-01-01", "body": "parliament", "title_ru": "О деле"}
    answer = staff.post(url, {**facts, "status": "in_force", "title_is_official": "on"})
    act = Act.objects.get()
    assert (answer.status_code, act.is_public) == (302, False)
    edit = reverse("wagtailsnippets_legal_act:edit", args=[act.pk])
    staff.post(edit, {**facts, "status": "void", "title_is_official": "on"})
    act.refresh_from_db()
    assert act.status == "void"
    delete = reverse("wagtailsnippets_legal_act:delete", args=[act.pk])
    assert staff.post(delete).status_code in (302, 403, 404)
    assert Act.objects.count() == 1
    assert staff.post(url, {**facts, "status": "in_force"}).status_code == 200  # the same act again is refused
    assert Act.objects.count() == 1


@pytest.mark.parametrize("role", ["reader", "client_admin"])
def test_who_does_not_keep_acts_stays_outside(role, signed_in):
    client, act = signed_in(person(role)), make.act()
    for address in (reverse("acts:import"), reverse("acts:board"), reverse("acts:work", args=[act.pk])):
        assert client.get(address).status_code in (302, 403)
