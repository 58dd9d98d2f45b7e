"""The practice's page is made of kept pieces: each of them shows at once what has changed under it."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tajryiba.core import changes
from tajryiba.discuss.models import Post
from tajryiba.legal import domain as legal_verbs
from tajryiba.people.models import User
from tajryiba.practices import domain
from tajryiba.practices.adoption import domain as adopting
from tajryiba.practices.evidence import domain as evidence
from tajryiba.practices.models import Practice
from tests.factories import adoption, discuss, experts, legal, library
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return adoption.adoptable()


@pytest.fixture
def page(client, practice):
    """The page as it is now; the address is followed when the title has changed."""

    def read(language: str = "ru", query: str = "") -> str:
        response = client.get(Practice.objects.get(pk=practice.pk).url_in(language) + query)
        assert response.status_code == 200
        return response.content.decode()

    return read


def queries(client, address: str) -> int:
    """Of a request when all pieces are there."""
    first = client.get(address).content
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).content == first
    return len(captured)


def test_a_page_that_was_drawn_costs_two_queries_whatever_stands_on_it(client, practice):
    """The change numbers, and the number of the catalogue."""
    address = practice.url_in("ru")
    assert queries(client, address) == 2
    discuss.question(practice, public=True)
    adoption.adoption(practice=practice)
    library.published(topics=[practice.main_topic])
    legal_verbs.cite(source=practice, act=legal.act(), actor=person("editor"))
    assert queries(client, address) == 2


def test_each_language_has_its_pieces(page, practice):
    library.published(("ky", "ru"), topics=[practice.main_topic])
    for _each in "ab":
        assert "Руководство по слушаниям" in page("ru")
        assert "Угууларды өткөрүү колдонмосу" in page("ky")
        assert "Nobody has asked yet" in page("en")


def test_an_address_with_a_municipality_is_drawn_for_it(page):
    unit = make.unit("Менин айылым")
    assert "data-fit=" in page()
    assert "Менин айылым" in page(query=f"?unit={unit.pk}")
    assert "Менин айылым" not in page()


def test_facts_and_words_of_the_practice(page, practice):
    assert "Новые слова" not in page()
    text = domain.write_text(practice=practice, lang="ru", title="Новые слова", problem="<p>Новая беда</p>")
    domain.publish_text(text=text)
    assert "Новые слова" in page()
    assert "Новая беда" in page()
    Practice.objects.filter(pk=practice.pk).update(cost_som=77_000_000)
    domain.facts_changed(Practice.objects.get(pk=practice.pk))
    assert "77\u00a0000\u00a0000" in page()


def test_evidence_and_what_became_of_the_practice(page, practice):
    page()
    check = evidence.verify(
        practice=practice, level=3, checked_on=date(2026, 5, 14), checker="Союз МСУ", basis={"ru": "Отчёт"}
    )
    assert "Союз МСУ" in page()
    evidence.annul_check(check=check, why="Другое село")
    assert "Другое село" in page()
    recheck = evidence.ask_recheck(practice=practice)
    page()
    editor = person("content_admin")
    evidence.answer_recheck(recheck=recheck, answer="stopped", why="Насос сломался", lang="ru", actor=editor)
    assert "Насос сломался" in page().split("<h1")[0]


def test_acts_that_it_rests_on_and_their_changes(page, practice):
    editor, act = person("editor"), legal.act(title_ru="О воде")
    assert "О воде" not in page()
    citation = legal_verbs.cite(source=practice, act=act, actor=editor)
    assert "О воде" in page()
    legal_verbs.amend_act(act=act, kind="amended", in_force_from=date(2026, 1, 1), key="one", actor=editor)
    assert "notice--gold" in page().split("<h1")[0]
    legal_verbs.uncite(citation=citation, actor=editor)
    assert 'id="law"' not in page()


def test_who_repeats_it(page, practice):
    assert "Жаңы-Жер" not in page()
    team = adoption.Team()
    row = adoption.adoption(team, practice)
    assert "Жаңы-Жер" in page()
    adopting.describe(adoption=row, by=team.member, story="Начали.", failed="Труба замёрзла.")
    adopting.choose_public(adoption=row, by=team.member, parts=["story"], is_hidden=False)
    assert "Труба замёрзла." in page()
    adopting.choose_public(adoption=row, by=team.member, parts=["story"], is_hidden=True)
    assert "Жаңы-Жер" not in page()


def test_questions_and_replies(page, practice):
    page()
    asked = discuss.question(practice, text="Сколько стоит насос?")
    assert "Сколько стоит насос?" not in page()
    discuss.approve(asked)
    assert "Сколько стоит насос?" in page()
    discuss.reply(asked, text="Восемьдесят тысяч.", public=True)
    assert "Восемьдесят тысяч." in page()
    User.objects.filter(pk=asked.author_id).update(full_name="Сменила Фамилию")
    assert "Сменила Фамилию" in page()
    Post.objects.filter(pk=asked.pk).update(state="refused", reason="Личное")
    assert "Сколько стоит насос?" not in page()


def test_materials_of_its_topic(page, practice):
    page()
    material = library.published(title="Как выбрать насос", topics=[practice.main_topic])
    assert "Как выбрать насос" in page()
    material.texts.get().unpublish()
    assert "Как выбрать насос" not in page()


def test_comments_and_who_can_explain(page, practice):
    assert "/ru/experts/?" not in page()
    expert = experts.expert(topics=[practice.main_topic])
    assert "/ru/experts/?" in page()
    experts.comment(experts.request(expert, practice))
    assert "Туура кылышкан." not in page()
    experts.comment(experts.request(expert, practice), public=True, text="Хорошо сделано.")
    assert "Хорошо сделано." in page()


def test_home_shows_what_was_published_and_what_was_renamed(client, practice):
    assert queries(client, "/ru/") == 1
    more = make.published(title="Совсем новая практика", main_topic=make.topic("road"))
    assert more.url_in("ru") in client.get("/ru/").content.decode()
    type(more.main_topic).objects.update(name_ru="Жаңы жол")
    assert "Жаңы жол" in client.get("/ru/").content.decode()
    assert "Жаңы жол" not in client.get("/ky/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["", "practices/", "topics/", "topics/water/", "municipalities/", "laws/", "library/", "experts/"],
)
def test_pages_read_only_tables_whose_changes_are_counted(client, practice, address):
    """Else neither a kept piece nor a kept page would know that it is old."""
    with changes.tables_read() as tables:
        assert client.get(f"/ru/{address}").status_code == 200
    assert {table for table in tables if table.startswith(settings.TABLES_NOT_SHOWN)} == set()


def test_the_practice_reads_only_tables_whose_changes_are_counted(page):
    with changes.tables_read() as tables:
        page()
    assert {table for table in tables if table.startswith(settings.TABLES_NOT_SHOWN)} == set()
