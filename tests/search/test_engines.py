"""Every engine keeps the same promises: the same documents found, the same counts, nearly the same order."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from tajryiba.search.analysis import document_tokens, parse_query
from tajryiba.search.documents import PUBLIC
from tajryiba.search.engines import make_engine, postgres_connection
from tajryiba.search.engines.base import EngineError, IndexDocument, Position, Question

pytestmark = pytest.mark.django_db

GUEST = frozenset({PUBLIC})
START, LATER = Position(1, "aaaa"), Position(2, "bbbb")

TEXTS = {
    1: ("ky", "Айылга таза суу келди", "Жаңы суу түтүгү тартылды, ар бир короодо кран бар."),
    2: ("ru", "Водопровод в каждый двор", "Село провело трубу, теперь чистая вода есть у всех."),
    3: ("ru", "Освещение улиц", "Поставили фонари на солнечных батареях."),
    4: ("ky", "Көчөлөр жарык болду", "Күн батареялары менен чырактар орнотулду."),
    5: ("ru", "Раздельный сбор мусора", "Контейнеры стоят на каждой улице, вода для мойки своя."),
    6: ("en", "Street lights from the sun", "Lamps with solar panels."),
}


def document(pk: int, lang: str, title: str, text: str, **facts) -> IndexDocument:
    tokens = {name: " ".join(document_tokens(words, lang)) for name, words in (("title", title), ("text", text))}
    plain = {"kind": "practice", "visible": (PUBLIC,), "langs": (lang,), **facts}
    return IndexDocument(key=(1, pk), title=tokens["title"], text=f"{tokens['title']} {tokens['text']}", **plain)


def library() -> list[IndexDocument]:
    return [document(pk, *words, topics=(str(pk % 2),), year=str(2020 + pk)) for pk, words in TEXTS.items()]


def asked(text: str, **facts) -> Question:
    return Question(parse_query(text), facts.pop("visible", GUEST), **facts)


def found(engine, text: str, **facts) -> list[int]:
    return [candidate.key[1] for candidate in engine.search(asked(text, **facts)).candidates]


@pytest.fixture
def engine(any_engine):
    any_engine.replace_all(iter(library()), START)
    return any_engine


def test_an_engine_without_an_index_has_no_position(any_engine):
    assert any_engine.position() is None


def test_the_position_comes_with_the_index(engine):
    assert engine.position() == START


def test_words_are_found_in_any_form(engine):
    assert found(engine, "сууну")[0] == 1
    assert found(engine, "водопровода дворам")[0] == 2
    assert found(engine, "фонарями")[:1] == [3]
    assert found(engine, "lamp")[0] == 6


def test_documents_with_all_words_come_before_those_with_some(engine):
    answer = engine.search(asked("вода улица"))
    assert (answer.total, answer.partial) == (1, False)
    assert answer.candidates[0].key == (1, 5)
    assert {candidate.key[1] for candidate in answer.candidates[1:]} <= {1, 2, 3, 4, 6}
    assert all(candidate.tier < 0 for candidate in answer.candidates[1:])


def test_when_nothing_holds_all_words_it_says_so(engine):
    answer = engine.search(asked("фонари вертолёт"))
    assert answer.partial
    assert answer.candidates[0].key == (1, 3)
    assert answer.total >= 1


def test_the_title_weighs_more(engine):
    documents = [document(7, "ru", "Ремонт школы", "Крыша."), document(8, "ru", "Крыша", "Ремонт школы сделан.")]
    engine.apply([(1, 7), (1, 8)], documents, LATER)
    assert found(engine, "школа") == [7, 8]


def test_the_asked_language_comes_first(engine):
    documents = [document(7, "ru", "Памир", "Памир памир."), document(8, "ky", "Тоолор", "Памир тоолору бийик.")]
    engine.apply([(1, 7), (1, 8)], documents, LATER)
    assert found(engine, "памир", lang="ky") == [8, 7]
    assert found(engine, "памир", lang="ru") == [7, 8]


def test_facets_are_counted_and_narrow(engine):
    answer = engine.search(asked("вода"))
    assert answer.total == sum(answer.facets["topic"].values())
    assert answer.facets["kind"] == {"practice": answer.total}
    narrowed = engine.search(asked("вода", chosen={"topic": ("1",)}))
    assert narrowed.total == answer.facets["topic"]["1"]
    assert narrowed.facets["topic"] == answer.facets["topic"], "a facet is counted as if it were not chosen"
    assert set(narrowed.facets["year"]) <= set(answer.facets["year"])


def test_what_one_may_not_see_is_neither_found_nor_counted(engine):
    hidden = document(7, "ru", "Тайный водопровод", "Вода.", visible=("unit:5",), topics=("9",))
    engine.apply([(1, 7)], [hidden], LATER)
    for text in ("водопровод", "тайный водопровод", "вода"):
        answer = engine.search(asked(text))
        assert (1, 7) not in [candidate.key for candidate in answer.candidates]
        assert "9" not in answer.facets.get("topic", {})
        assert (1, 7) not in engine.matching(asked(text))
    assert found(engine, "тайный", visible=frozenset({"unit:5"})) == [7]
    tokens = document_tokens("тайный водопровод вода", "ru")
    assert (1, 7) not in [candidate.key for candidate in engine.alike(tokens, asked(""))]


def test_changes_replace_and_remove(engine):
    engine.apply([(1, 2), (1, 3)], [document(2, "ru", "Детский сад", "Новые места.")], LATER)
    assert engine.position() == LATER
    assert 2 not in found(engine, "водопровод")
    assert found(engine, "детский сад")[0] == 2
    assert 3 not in found(engine, "фонари")
    assert (1, 3) not in engine.matching(asked("освещение"))


def test_the_same_change_twice_is_once(engine):
    for _time in range(2):
        engine.apply([(1, 7)], [document(7, "ru", "Детский сад", "Новые места.")], LATER)
    assert found(engine, "детский сад") == [7]
    assert engine.search(asked("детский сад")).total == 1


def test_a_new_index_takes_the_place_of_the_old_one(engine):
    engine.replace_all(iter([document(7, "ru", "Детский сад", "Новые места.")]), LATER)
    assert engine.position() == LATER
    assert found(engine, "водопровод") == []
    assert found(engine, "сад") == [7]


def test_pages_follow_each_other(engine):
    many = [document(pk, "ru", f"Мост номер {pk}", "Мост.") for pk in range(100, 125)]
    engine.apply([made.key for made in many], many, LATER)
    pages = [found(engine, "мост", limit=10, offset=start) for start in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert sorted(sum(pages, [])) == list(range(100, 125))
    assert sorted(pk for _kind, pk in engine.matching(asked("мост"))) == list(range(100, 125))


def test_known_tokens(engine):
    tokens = document_tokens("вода вертолёт", "ru")
    assert engine.known(tokens) == {token for token in tokens if token in " ".join(d.text for d in library()).split()}
    assert engine.known([]) == set()


def test_alike_finds_what_shares_words(engine):
    tokens = document_tokens("фонари на солнечных батареях освещение", "ru")
    assert engine.alike(tokens, asked("", limit=1))[0].key == (1, 3)


@pytest.mark.parametrize("text", ["", "?!", "'", '"', "a' | !x:*", "\\", "x:суу & k:*", "()", "а" * 400])
def test_nothing_in_a_question_is_an_operator(engine, text):
    answer = engine.search(asked(text))
    assert answer.total == 0 or answer.candidates


def test_freshness_and_adoption_come_along(engine):
    engine.apply([(1, 7)], [document(7, "ru", "Мост", "Мост.", fresh_on=date(1970, 1, 11), popularity=3)], LATER)
    (candidate,) = engine.search(asked("мост")).candidates
    assert (candidate.fresh, candidate.popularity) == (10, 3)


def test_only_one_process_writes(engine):
    if engine.name != "tantivy":
        pytest.skip("the servers keep writers apart themselves: locks of the session, versions")
    other = make_engine("tantivy", folder=engine.folder)
    with engine.writing() as mine, other.writing() as also:
        assert (mine, also) == (True, False)
        with other.writing("build") as building:
            assert building


def test_a_damaged_index_is_as_good_as_none(tantivy_engine):
    tantivy_engine.replace_all(iter(library()), START)
    folder = tantivy_engine.folder / tantivy_engine.pointer.read_text()
    for file in folder.glob("meta.json"):
        file.write_text("{}")
    other = make_engine("tantivy", folder=tantivy_engine.folder)
    assert other.position() is None
    with pytest.raises(EngineError):
        other.search(asked("вода"))


def test_an_index_of_another_schema_is_as_good_as_none(tantivy_engine):
    tantivy_engine.replace_all(iter(library()), START)
    name = tantivy_engine.pointer.read_text()
    (tantivy_engine.folder / name).rename(tantivy_engine.folder / "0-old")
    tantivy_engine.pointer.write_text("0-old")
    assert make_engine("tantivy", folder=tantivy_engine.folder).position() is None


def test_old_indexes_are_cleared_away(tantivy_engine):
    for position in (START, LATER):
        tantivy_engine.replace_all(iter(library()), position)
    folders = [path.name for path in tantivy_engine.folder.iterdir() if path.is_dir()]
    assert folders == [tantivy_engine.pointer.read_text()]


def test_a_server_that_does_not_answer_is_an_engine_error(opensearch_engine, server):
    opensearch_engine.replace_all(iter(library()), START)
    server.broken = True
    for ask in (opensearch_engine.position, lambda: opensearch_engine.search(asked("вода"))):
        with pytest.raises(EngineError):
            ask()
    server.broken = False
    assert found(opensearch_engine, "вода")


def test_a_late_write_changes_nothing_on_the_server(opensearch_engine):
    opensearch_engine.replace_all(iter(library()), START)
    newer, older = document(7, "ru", "Новый мост", "Мост."), document(7, "ru", "Старый мост", "Мост.")
    opensearch_engine.apply([(1, 7)], [newer], Position(9, "x"))
    opensearch_engine.apply([(1, 7)], [older], Position(8, "x"))
    assert found(opensearch_engine, "новый мост")[0] == 7
    assert (1, 7) not in opensearch_engine.matching(asked("старый"))


def test_postgresql_says_when_the_database_is_another(tantivy_engine, db):
    if connection.vendor == "postgresql":
        pytest.skip("it is PostgreSQL here")
    with pytest.raises(EngineError):
        make_engine("postgresql").position()


def test_reading_by_the_index_leaves_the_settings_of_the_caller(postgres_engine):
    postgres_engine.replace_all(iter(library()), START)
    with transaction.atomic():
        assert found(postgres_engine, "вода")
        assert postgres_connection.rows("SHOW enable_seqscan") == [("on",)]


def test_an_error_leaves_the_transaction_of_the_caller_usable(postgres_engine):
    with transaction.atomic():
        with pytest.raises(EngineError, match="cannot be read"):
            postgres_connection.rows("SELECT token FROM there_is_no_such_table")
        assert postgres_connection.rows("SELECT 1") == [(1,)]


def test_an_unknown_engine_is_refused():
    with pytest.raises(ValueError, match="tantivy, postgresql, opensearch"):
        make_engine("sphinx")


def test_a_position_reads_what_it_wrote():
    assert Position.parse(str(START)) == START
    for text in ("", "x y", "12"):
        with pytest.raises(EngineError):
            Position.parse(text)


def test_questions_can_be_changed_without_losing_anything():
    question = asked("вода", lang="ky", limit=3)
    assert replace(question, offset=3).lang == "ky"
