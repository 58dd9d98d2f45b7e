"""`find` as readers and programs meet it: order, languages, excerpts, filters, visibility, strange questions."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tajryiba.practices.adoption import domain as adoption
from tajryiba.practices.domain import publish_text, write_text
from tajryiba.search import domain, feed, queries, ranking
from tajryiba.search.engines import engine
from tajryiba.search.models import Entry
from tajryiba.search.queries import alike, find, matching_ids, see_also
from tajryiba.search.vocabulary import completions
from tests.factories import adoption as adopt
from tests.factories import discuss
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


def practice(title: str, lang: str = "ru", summary: str = "Кыскача.", body: str = "<p>Текст.</p>", **facts):
    made = make.practice(**facts)
    publish_text(text=make.text(made, lang, title=title, summary=summary, problem=body, solution=""))
    return made


def ids(query: str, **facts) -> list[int]:
    return [hit.object_id for hit in find(query, **facts).hits]


def words(pieces) -> str:
    return "".join(f"[{text}]" if is_match else text for text, is_match in pieces)


# --- Order ---


def test_all_words_first_then_some():
    both = practice("Мост и школа")
    one = practice("Мост через реку")
    other = practice("Школа у реки")
    assert ids("мост школа")[0] == both.pk
    hits = find("мост школа").hits
    assert [hit.is_partial for hit in hits] == [False, *[True] * (len(hits) - 1)]
    assert {one.pk, other.pk} >= {hit.object_id for hit in hits[1:]}


def test_one_word_asks_what_was_done_before_who_is_called_so():
    village = make.unit("Суу-Башы айыл аймагы")
    domain.refresh(village)
    done = practice("Айылга таза суу келди", lang="ky")
    assert ids("суу", lang="ky")[0] == done.pk
    assert [hit.kind for hit in find("суу башы", lang="ky").hits][0] == "municipality"


def test_words_that_stand_together_come_first():
    apart = practice("Вода и чистая рубашка", summary="Вода и чистая рубашка.")
    together = practice("Рубашка и чистая вода", summary="Рубашка и чистая вода.")
    assert ids("чистая вода")[0] == together.pk
    assert ids("«вода и чистая»")[0] == apart.pk


def test_adoption_and_freshness_lift_a_little():
    plain, adopted = practice("Мост"), practice("Мост")
    Entry.objects.filter(object_id=adopted.pk).update(popularity=8)
    assert ids("мост")[0] == adopted.pk
    assert ranking.mild(0, 0) > ranking.mild(3650, 0) > 1
    assert ranking.mild(0, 10**6) <= 1 + ranking.FRESH + ranking.ADOPTED_MOST
    assert plain.pk in ids("мост")


def test_the_asked_language_comes_first_and_the_others_are_marked():
    russian = practice("Памир", "ru")
    kyrgyz = practice("Памир тоолору жана айылдар", "ky")
    assert ids("памир", lang="ky") == [kyrgyz.pk, russian.pk]
    assert ids("памир", lang="ru") == [russian.pk, kyrgyz.pk]
    assert [hit.lang for hit in find("памир", lang="ky").hits] == ["ky", "ru"]


def test_an_object_stands_once_in_the_asked_language():
    made = make.published(("ky", "ru", "en"))
    for lang, title in (("ky", "Ар бир короого суу"), ("ru", "Вода в каждый двор"), ("en", "Water to every yard")):
        (hit,) = find("водопровод", lang=lang).hits
        assert (hit.object_id, hit.lang, hit.title) == (made.pk, lang, title)
        assert hit.url == made.url_in(lang)


def test_pages(monkeypatch):
    monkeypatch.setattr(ranking, "WINDOW", 10)
    made = {practice(f"Мост {number}").pk for number in range(25)}
    pages = [find("мост", page=page) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]
    assert {hit.object_id for page in pages for hit in page.hits} == made
    assert [page.total for page in pages] == [25] * 4
    assert (pages[0].pages, pages[1].hits[0].rank) == (3, 11)


# --- Excerpts ---


def test_the_excerpt_marks_the_words_in_their_own_form():
    practice("Айыл", "ky", summary="Айылда суунун баасы өстү.")
    (hit,) = find("суу", lang="ky").hits
    assert words(hit.snippet) == "Айылда [суунун] баасы өстү."


def test_a_match_deep_in_the_body_is_shown_there():
    body = "<p>" + "Начало рассказа. " * 200 + "Потом построили мост через реку. " + "Конец рассказа. " * 50 + "</p>"
    practice("Название", summary="Коротко.", body=body)
    (hit,) = find("мосты", lang="ru").hits
    assert "[мост]" in words(hit.snippet)
    assert words(hit.snippet).startswith("…")
    assert len(words(hit.snippet)) < 300


def test_the_excerpt_may_come_from_the_text_that_answers():
    made = make.practice()
    for lang, summary in (("ky", "Кыргызча кыскача."), ("ru", "Здесь построен акведук.")):
        publish_text(text=make.text(made, lang, title="Аталыш", summary=summary, problem="", solution=""))
    (hit,) = find("акведук", lang="ky").hits
    assert (hit.lang, hit.snippet_lang) == ("ky", "ru")
    assert "[акведук]" in words(hit.snippet)


def test_nothing_of_a_text_is_markup():
    practice("Мост <script>", summary="<b>Мост</b> & река")
    (hit,) = find("мост", lang="ru").hits
    assert words(hit.snippet) == "<b>[Мост]</b> & река"


# --- Narrowing ---


def test_filters_and_counts():
    water, road = make.topic("water"), make.topic("road", name_ru="Дороги")
    practice("Мост один", main_topic=water, year_to=2023)
    second = practice("Мост два", main_topic=road, year_to=2024)
    results = find("мост")
    assert results.facets["topic"] == {str(water.pk): 1, str(road.pk): 1}
    assert results.facets["year"] == {"2023": 1, "2024": 1}
    narrowed = find("мост", filters={"topic": [road.pk], "year": ["2024"], "nonsense": ["1"]})
    assert ids("мост", filters={"topic": [road.pk]}) == [second.pk]
    assert narrowed.total == 1
    assert find("мост", filters={"kind": ["question"]}).total == 0


def test_a_practice_is_found_by_the_place_it_lies_in():
    oblast = make.unit("Ош облусу", "oblast")
    made = practice("Мост", units=[make.unit(parent=oblast)])
    assert ids("мост", filters={"unit": [oblast.pk]}) == [made.pk]
    assert ids("мост", filters={"unit": [oblast.pk + 100_000]}) == []


# --- What nobody may see ---


def secrets() -> list[str]:
    """Words that stand only in what is not public."""
    draft = make.practice()
    make.text(draft, "ru", title="Тайночерновик")
    live = make.published(("ru",))
    write_text(practice=live, lang="ru", title="Тайноправка")
    discuss.question(live, text="Тайновопрос?")
    open_question = discuss.question(live, public=True)
    discuss.reply(open_question, text="Тайноответ")
    team = adopt.Team()
    row = adopt.adoption(team, is_hidden=True)
    adoption.describe(adoption=row, by=team.member, story="Тайноистория", goal="Тайноцель")
    adoption.write_note(adoption=row, by=team.member, text="Тайнозаметка", key=adopt.key())
    return [
        "Тайночерновик",
        "Тайноправка",
        "Тайновопрос",
        "Тайноответ",
        "Тайноистория",
        "Тайноцель",
        "Тайнозаметка",
    ]


def test_drafts_private_questions_and_workspaces_never_appear():
    for secret in secrets():
        for query in (secret, secret[:-1], secret.lower() + "а", f"«{secret}»", secret[:6], f"вода {secret}"):
            results = find(query)
            shown = json.dumps(results.as_json() | {"query": ""}, ensure_ascii=False).lower()
            assert "тайно" not in shown, query
            assert secret.lower() not in [word.lower() for text in completions(query) for word in text.split()][-1:]
        assert find(secret).facets.get("kind", {}) == {} or find(secret).partial
        assert matching_ids(secret, "practice") == []
    assert completions("тайн") == []


def test_related_never_shows_what_is_not_public():
    first, second = make.published(("ru",)), make.published(("ru",))
    assert second.pk in [pk for _type, pk in alike(first, kind="practice")]
    second.texts.get().unpublish()
    assert second.pk not in [pk for _type, pk in alike(first, kind="practice")]
    assert second.pk not in [hit.object_id for hit in see_also(first, "ru") if hit.kind == "practice"]


def test_a_row_for_others_is_not_shown_even_if_the_engine_knows_it(monkeypatch):
    made = practice("Мост")
    assert ids("мост") == [made.pk]
    monkeypatch.setattr(queries, "bring_up_soon", lambda engine: True)
    Entry.objects.filter(object_id=made.pk).update(visible=["unit:5"])
    assert ids("мост") == []
    assert ids("мост", tokens={"unit:5", "public"}) == [made.pk]


# --- Strange questions ---

STRANGE = [
    "",
    " ",
    "\0",
    "?!…",
    "'",
    '"',
    "'; DROP TABLE search_entry; --",
    'title:(a AND b) OR NOT "x" ~2 ^5 [1 TO 2]',
    "a' | !x:* & (",
    "\\",
    "%_%",
    "(a+)+$" * 50,
    ".*" * 100,
    "💧",
    "су💧у",
    "\u202eвода\u200d",
    "\ud800",
    "вода " * 2000,
    "а" * 10_000,
    "1" * 5000,
    "жана менен",
    "AND OR NOT",
    "* ? [ ] { } ~ ^ : / < > | &",
]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_no_question_is_an_error(text, any_engine, use_engine):
    use_engine(any_engine)
    make.published(("ky", "ru"))
    results = find(text, lang="ru")
    assert results.ready
    assert len(results.parsed.text) <= queries.LONGEST
    assert matching_ids(text, "practice") is not None
    assert completions(text) is not None


@pytest.mark.parametrize("page", [-5, 0, 1, 100, 10**9])
def test_no_page_is_an_error(page):
    make.published(("ru",))
    assert find("вода", page=page).ready


# --- Near misses ---


def test_a_mistyped_word_is_found_and_said():
    made = practice("Водопровод в селе")
    results = find("водопрвод")
    assert [hit.object_id for hit in results.hits] == [made.pk]
    assert results.did_you_mean == "водопровод"


def test_the_last_word_is_finished():
    practice("Водопровод в селе, водопровода мало")
    practice("Түтүк тартуу, түтүктөр", "ky")
    assert completions("новый водопр") == ["новый водопровод"]
    assert completions("туту") == ["түтүк"]
    assert completions("тутук") == [], "a whole word needs no end"
    assert completions("в") == completions("водопр ") == completions("") == []


# --- Others who ask ---


def test_matching_ids_are_all_that_hold_every_word():
    made = {practice(f"Мост {number}").pk for number in range(3)}
    practice("Школа")
    assert set(matching_ids("мост", "practice")) == made
    assert matching_ids("мост вертолёт", "practice") == []
    assert matching_ids("мост", "question") == []


def test_alike_leaves_itself_out_and_knows_nothing_of_strangers():
    first, second = make.published(("ru",)), make.published(("ru",))
    assert [pk for _type, pk in alike(first, kind="practice")] == [second.pk]
    assert alike(make.practice(), kind="practice") == []
    (hit,) = see_also(first, "ky")
    assert (hit.object_id, hit.title) == (second.pk, "Вода в каждый двор")


def test_related_of_a_silent_engine_is_empty(opensearch_engine, server, use_engine):
    use_engine(opensearch_engine)
    first = make.published(("ru",))
    make.published(("ru",))
    assert alike(first)
    server.broken = True
    assert alike(first) == []
    assert matching_ids("вода", "practice") == []


def test_find_costs_the_same_for_1_and_30(same_query_count):
    topic = make.topic()

    def grow(number):
        for _number in range(number):
            make.published(("ky", "ru"), main_topic=topic)
        feed.bring_up(engine())

    def read():
        find("суу түтүгү", lang="ky", page_size=50)

    assert same_query_count(read, grow) <= 12


def test_the_command_prints_what_a_guest_finds():
    practice("Водопровод в селе", year_to=timezone.localdate().year)
    out = StringIO()
    call_command("find", "водопрвод", "--lang", "ru", stdout=out)
    assert "Водопровод в селе" in out.getvalue()
    assert "Did you mean: водопровод" in out.getvalue()
    out = StringIO()
    call_command("find", "водопровод", "--json", "--kind", "practice", stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["total"], answer["hits"][0]["title"], answer["ready"]) == (1, "Водопровод в селе", True)
