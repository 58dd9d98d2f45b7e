"""Rows are what the objects are, in the same transaction; the words, and nothing that is not public."""

from dataclasses import replace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from tajryiba.practices.adoption import domain as adoption
from tajryiba.practices.adoption.enums import PublicPart
from tajryiba.practices.domain import publish_text, refresh_public_state, write_text
from tajryiba.practices.models import Practice
from tajryiba.reference.domain import create_unit, rename_unit
from tajryiba.search import domain
from tajryiba.search.documents import kind_named, kind_of
from tajryiba.search.models import Change, Entry, Spelling, State, Stem, StemSpelling, Word
from tajryiba.search.rebuilding import rebuild_rows, rows_are_current
from tests.factories import adoption as adopt
from tests.factories import discuss
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def rows_of(obj) -> dict[str, Entry]:
    content_type = ContentType.objects.get_for_model(obj)
    return {row.lang: row for row in Entry.objects.filter(content_type=content_type, object_id=obj.pk)}


def words() -> set[str]:
    return set(Word.objects.values_list("word", flat=True))


# --- What a publication writes ---


def test_a_published_practice_has_a_row_a_language():
    unit = make.unit("Сары-Булак")
    practice = make.published(("ky", "ru"), units=[unit], year_to=2024)
    rows = rows_of(practice)
    assert set(rows) == {"ky", "ru"}
    row = rows["ru"]
    assert (row.kind, row.year, row.visible) == ("practice", 2024, ["public"])
    assert row.topics == [practice.main_topic_id]
    assert unit.pk in row.units
    assert row.title == "Вода в каждый двор"
    assert "Провели трубу." in row.body
    assert "<p>" not in row.body
    assert "Сары-Булак" in row.extra
    assert row.url == practice.url_in("ru")
    assert "r:вод" in row.title_tokens


def test_a_draft_has_no_row():
    practice = make.practice()
    make.text(practice, "ru")
    assert rows_of(practice) == {}


def test_a_draft_over_a_live_text_changes_nothing_until_it_is_published():
    practice = make.published(("ru",))
    text = write_text(practice=practice, lang="ru", title="Секретное название")
    assert rows_of(practice)["ru"].title == "Вода в каждый двор"
    assert "секретное" not in words()
    publish_text(text=text)
    assert rows_of(practice)["ru"].title == "Секретное название"
    assert "секретное" in words()


def test_a_text_that_is_taken_down_loses_its_row_and_its_words():
    practice = make.published(("ky",), title="Жашыруун сөзжок")
    assert "сөзжок" in words()
    practice.texts.get(lang="ky").unpublish()
    assert rows_of(practice) == {}
    assert "сөзжок" not in words()
    assert not Spelling.objects.filter(word_id="сөзжок").exists()


def test_a_stem_is_kept_as_long_as_a_word_has_it():
    both = make.published(("ky",), title="Мектептин мектеби")
    one = make.published(("ky",), title="Мектептин босогосу")
    assert Stem.objects.get(stem="мектеп").words == 2
    assert StemSpelling.objects.filter(stem_id="мектеп", key="метеп").exists()
    both.texts.get(lang="ky").unpublish()
    assert Stem.objects.get(stem="мектеп").words == 1
    one.texts.get(lang="ky").unpublish()
    assert not Stem.objects.filter(stem="мектеп").exists()
    assert not StemSpelling.objects.filter(stem_id="мектеп").exists()


def test_other_rules_count_the_stems_anew():
    make.published(("ky",), title="Мектептин босогосу")
    rebuild_rows()
    before = dict(Stem.objects.values_list("stem", "words"))
    Stem.objects.all().delete()
    State.objects.update(rows_version=0)
    rebuild_rows()
    assert dict(Stem.objects.values_list("stem", "words")) == before


def test_the_same_again_is_no_change():
    practice = make.published(("ru",))
    before = Change.objects.count()
    assert domain.refresh(practice) == 0
    assert Change.objects.count() == before


def test_what_is_rolled_back_was_never_there():
    state = State.objects.get_or_create(pk=1)[0]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make.published(("ru",))
        raise ZeroDivisionError
    state.refresh_from_db()
    assert (Entry.objects.count(), Change.objects.count()) == (0, 0)
    assert state.seq == 0


def test_changes_are_numbered_without_gaps():
    for _number in range(3):
        make.published(("ru",))
    numbers = list(Change.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert State.objects.get(pk=1).seq == numbers[-1]


def test_a_model_that_nobody_registered_is_a_fault_of_the_program():
    with pytest.raises(LookupError, match="User"):
        domain.refresh(person())


def test_forget_takes_the_rows_away_whatever_the_object_is():
    practice = make.published(("ru",))
    assert domain.forget(practice) == 1
    assert rows_of(practice) == {}
    assert domain.forget(practice) == 0


def test_words_are_counted_by_rows_and_gone_with_the_last_one():
    one, other = make.published(("ru",), title="Арболит"), make.published(("ru",), title="Арболит")
    assert Word.objects.get(word="арболит").rows == 2
    domain.forget(one)
    assert Word.objects.get(word="арболит").rows == 1
    domain.forget(other)
    assert "арболит" not in words()


def test_a_null_character_is_no_trouble():
    practice = make.published(("ru",))
    kind = kind_of(Practice)
    text = kind.document(kind.rows().get(pk=practice.pk)).texts["ru"]
    assert "\0" not in domain_words(practice, text, "Вода\0 чистая")


def domain_words(practice, text, title: str) -> str:

    row = Entry(content_type=ContentType.objects.get_for_model(practice), object_id=practice.pk, lang="ru")
    document = kind_of(Practice).document(kind_of(Practice).rows().get(pk=practice.pk))
    domain._fill(row, kind_of(Practice), document, replace(text, title=title))
    return row.title


# --- What hangs on a practice ---


def test_a_question_is_found_once_it_is_public():
    post = discuss.question(make.published(("ky",)), text="Насос канча турат?")
    assert rows_of(post) == {}
    discuss.approve(post)
    row = rows_of(post)["ky"]
    assert (row.kind, row.title) == ("question", "Насос канча турат?")
    discuss.reply(post, text="Жүз миң сом", public=True)
    assert "Жүз миң сом" in rows_of(post)["ky"].body


def test_a_reply_that_waits_is_not_in_the_row():
    post = discuss.question(make.published(("ky",)), public=True)
    discuss.reply(post, text="Купуя жооп")
    domain.refresh(post)
    assert "Купуя" not in rows_of(post)["ky"].body


def test_a_question_goes_with_the_practice_it_is_about():
    practice = make.published(("ky",))
    post = discuss.question(practice, public=True)
    practice.texts.get().unpublish()
    assert rows_of(post) == {}
    publish_text(text=practice.texts.get())
    assert set(rows_of(post)) == {"ky"}


def test_a_story_of_adoption_is_found_only_while_the_municipality_shows_it():

    team = adopt.Team()
    row = adopt.at_stage("adapting", team)
    assert rows_of(row) == {}
    adoption.choose_public(adoption=row, by=team.member, parts=[PublicPart.STORY], is_hidden=False)
    assert rows_of(row)["ru"].body.startswith("Труба проложена.")
    adoption.choose_public(adoption=row, by=team.member, parts=[PublicPart.STORY], is_hidden=True)
    assert rows_of(row) == {}


def test_adopters_make_a_practice_better_known_hidden_ones_do_not():

    team = adopt.Team()
    row = adopt.adoption(team)
    assert rows_of(row.practice)["ru"].popularity == 1
    adoption.choose_public(adoption=row, by=team.member, parts=[], is_hidden=True)
    assert rows_of(row.practice)["ru"].popularity == 0


# --- Registers ---


def test_a_unit_is_found_by_its_former_name(db):
    oblast = make.unit("Чүй облусу", "oblast")
    district = make.unit("Аламүдүн району", "district", parent=oblast)
    unit = create_unit(kind="aiyl_aimak", names={"ky": "Көк-Жар"}, parent=district)
    assert rows_of(unit)["ky"].summary.endswith("Аламүдүн району, Чүй облусу")

    rename_unit(unit=unit, names={"ky": "Ак-Суу"}, on=timezone.localdate(), act="Токтом № 5")
    row = rows_of(unit)["ky"]
    assert (row.title, "Көк-Жар" in row.extra) == ("Ак-Суу", True)


# --- Rebuilding ---


def test_rebuild_makes_what_is_missing_and_removes_what_is_lost():
    practice = make.published(("ky", "ru"))
    gone = make.published(("ru",))
    before = {lang: row.title_tokens for lang, row in rows_of(practice).items()}
    Entry.objects.filter(object_id=practice.pk).delete()
    Practice.objects.filter(pk=gone.pk).update(is_public=False)
    assert not rows_are_current()
    assert rebuild_rows() >= 2
    assert rows_are_current()
    assert {lang: row.title_tokens for lang, row in rows_of(practice).items()} == before
    assert rows_of(gone) == {}
    assert rebuild_rows() == 0


def test_a_rebuild_that_was_cut_off_goes_on_where_it_was():
    make.published(("ru",))
    make.topic("road", name_ru="Дороги")
    seen = []

    def stop(kind, done, total):
        seen.append(kind)
        if kind == "practice":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild_rows(stop)
    assert State.objects.get(pk=1).rebuild_kind == "practice"
    seen.clear()
    rebuild_rows(lambda kind, done, total: seen.append(kind))
    assert "municipality" not in seen and "topic" in seen
    assert State.objects.get(pk=1).rebuild_kind == ""


def test_rows_of_a_kind_that_is_no_more_are_dropped():
    practice = make.published(("ru",))
    Entry.objects.filter(object_id=practice.pk, kind="practice").update(kind="leaflet")
    rebuild_rows()
    assert not Entry.objects.filter(kind="leaflet").exists()


def test_an_object_that_was_deleted_loses_its_rows():
    topic = make.topic("road", name_ru="Дороги")
    domain.refresh(topic)
    topic.delete()
    rebuild_rows()
    assert not Entry.objects.filter(kind="topic").exists()


def test_every_kind_says_what_it_is(language):
    for name in ("practice", "question", "municipality", "topic", "adoption"):
        assert str(kind_named(name).label)


def test_a_batch_costs_the_same_for_1_and_30(same_query_count):
    topic, practices = make.topic(), []

    def grow(number):
        practices.extend(make.published(("ru",), main_topic=topic) for _number in range(number))

    def read():
        Entry.objects.all().delete()
        kind = kind_of(Practice)
        found = [kind.document(obj) for obj in kind.rows().filter(pk__in=[practice.pk for practice in practices])]
        assert len(found) == len(practices)

    same_query_count(read, grow)


def test_a_practice_that_was_never_public_takes_no_part():
    practice = make.practice()
    before = Change.objects.count()
    refresh_public_state(practice)
    assert Change.objects.count() == before
