"""The engine follows the rows: by changes, or all anew; and a search never waits for a worker."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from tajryiba.practices.domain import publish_text, write_text
from tajryiba.search import engines, feed, tasks
from tajryiba.search.engines import make_engine
from tajryiba.search.engines.base import EngineError
from tajryiba.search.models import Change, Entry, State
from tajryiba.search.queries import find
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(any_engine, use_engine):
    return use_engine(any_engine)


def titles(query: str, **facts) -> list[str]:
    return [hit.title for hit in find(query, **facts).hits]


def test_what_is_published_is_found_at_once(engine):
    make.published(("ru",), title="Мост через реку")
    assert titles("мосты") == ["Мост через реку"]
    make.published(("ru",), title="Другой мост")
    assert set(titles("мосты")) == {"Мост через реку", "Другой мост"}


def test_what_is_taken_down_is_gone_at_once(engine):
    practice = make.published(("ru",), title="Мост через реку")
    assert titles("мост")
    practice.texts.get().unpublish()
    assert titles("мост") == []


def test_a_change_is_seen_at_once(engine):
    practice = make.published(("ru",), title="Мост через реку")
    assert titles("мост")
    publish_text(text=write_text(practice=practice, lang="ru", title="Школа у реки"))
    assert titles("мост") == []
    assert titles("школа") == ["Школа у реки"]


def test_the_worker_brings_the_engine_to_the_last_change(engine):
    make.published(("ru",))
    assert feed.bring_up(engine)
    assert engine.position() == feed.newest()
    make.published(("ru",))
    assert engine.position() != feed.newest()
    assert feed.bring_up(engine)
    assert engine.position() == feed.newest()


def test_another_history_is_noticed(engine):
    """A backup was restored: the numbers are there, and the index knows what never was."""
    practice = make.published(("ru",), title="Мост через реку")
    feed.bring_up(engine)
    Change.objects.all().update(stamp="other")
    Entry.objects.filter(object_id=practice.pk).delete()
    make.published(("ru",), title="Школа у реки")
    feed.bring_up(engine)
    assert engine.position() == feed.newest()
    assert titles("мост") == []
    assert titles("школа") == ["Школа у реки"]


def test_an_engine_that_is_ahead_of_a_restored_database_is_built_anew(engine):
    make.published(("ru",), title="Мост через реку")
    feed.bring_up(engine)
    State.objects.update(seq=0, stamp="restored")
    Change.objects.all().delete()
    Entry.objects.all().delete()
    assert feed.bring_up(engine)
    assert titles("мост") == []


def test_many_changes_build_it_anew(engine, monkeypatch):
    feed.bring_up(engine)
    monkeypatch.setattr(feed, "MANY_CHANGES", 1)
    for number in range(3):
        make.published(("ru",), title=f"Мост {number}")
    assert feed.bring_up(engine)
    assert len(titles("мост")) == 3


def test_a_missing_index_is_built_by_the_worker_when_it_is_large(tantivy_engine, use_engine, monkeypatch):
    use_engine(tantivy_engine)
    monkeypatch.setattr(feed, "SMALL", 0)
    make.published(("ru",), title="Мост через реку")
    results = find("мост")
    assert (results.hits, results.ready) == ([], False)
    assert feed.bring_up(tantivy_engine)
    assert find("мост").ready


def test_much_that_is_missing_is_left_to_the_worker(tantivy_engine, use_engine, monkeypatch):
    use_engine(tantivy_engine)
    make.published(("ru",), title="Мост через реку")
    feed.bring_up(tantivy_engine)
    monkeypatch.setattr(feed, "SOON", 0)
    make.published(("ru",), title="Другой мост")
    assert titles("мост") == ["Мост через реку"], "what the index has is shown meanwhile"


def test_in_an_unfinished_transaction_nothing_is_brought_in(tantivy_engine, settings):
    settings.SEARCH_IN_TRANSACTION = False
    with transaction.atomic():
        make.published(("ru",))
        assert not feed.bring_up_soon(tantivy_engine)
    assert tantivy_engine.position() is None


def test_a_damaged_index_mends_itself(tantivy_engine, use_engine):
    make.published(("ru",), title="Мост через реку")
    feed.bring_up(tantivy_engine)
    for file in (tantivy_engine.folder / tantivy_engine.pointer.read_text()).iterdir():
        file.unlink()  # a file that is open and mapped is never cut short under its reader
        file.write_bytes(b"x")
    use_engine(make_engine("tantivy", folder=tantivy_engine.folder))
    assert titles("мост") == ["Мост через реку"]


def test_an_engine_that_does_not_answer_is_no_error_for_the_reader(opensearch_engine, server, use_engine, caplog):
    use_engine(opensearch_engine)
    make.published(("ru",), title="Мост через реку")
    assert titles("мост")
    server.broken = True
    results = find("мост")
    assert (results.hits, results.ready) == ([], False)
    assert "does not answer" in caplog.text
    server.broken = False
    assert titles("мост")


def test_the_task_tries_again_later(opensearch_engine, server, monkeypatch, caplog):
    monkeypatch.setattr(tasks, "engine", lambda: opensearch_engine)
    server.broken = True
    tasks.bring_up_engine()
    assert "not brought up" in caplog.text


def test_an_engine_that_fails_while_it_is_written_is_left_for_the_next_time(tantivy_engine, monkeypatch):
    make.published(("ru",))
    feed.bring_up(tantivy_engine)
    make.published(("ru",))

    def fail(*arguments):
        raise EngineError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(tantivy_engine, "apply", fail)
        assert not feed.bring_up(tantivy_engine)
    assert feed.bring_up(tantivy_engine)


def test_who_does_not_hold_the_lock_writes_nothing(tantivy_engine):
    make.published(("ru",))
    other = make_engine("tantivy", folder=tantivy_engine.folder)
    with other.writing("build"):
        assert not feed.rebuild(tantivy_engine)
    feed.rebuild(tantivy_engine)
    make.published(("ru",))
    with other.writing():
        assert not feed.bring_up(tantivy_engine)


def test_old_changes_are_forgotten_and_a_late_engine_is_built_anew(tantivy_engine, monkeypatch):
    make.published(("ru",), title="Мост")
    feed.bring_up(tantivy_engine)
    monkeypatch.setattr(feed, "KEPT_CHANGES", 1)
    for _number in range(3):
        make.published(("ru",), title="Мост")
    Change.objects.update(at=timezone.now() - timedelta(days=31))
    assert feed.forget_old_changes() >= 2
    assert feed.bring_up(tantivy_engine)
    assert tantivy_engine.position() == feed.newest()


def test_the_command_rebuilds_what_is_needed(settings, capsys):
    practice = make.published(("ru",), title="Мост через реку")
    Entry.objects.all().delete()
    call_command("rebuild_search")
    assert "up to date" in capsys.readouterr().out
    assert titles("мост") == ["Мост через реку"]
    call_command("rebuild_search")
    assert "objects changed" not in capsys.readouterr().out
    Entry.objects.filter(object_id=practice.pk).delete()
    call_command("rebuild_search", "--all")
    assert "1 of 1" in capsys.readouterr().out
    with engines.engine().writing("build"):
        call_command("rebuild_search", "--all")
    assert "Another process" in capsys.readouterr().out


# --- Everything at once ---


@pytest.mark.django_db(transaction=True)
def test_rebuilding_while_people_search_and_publish_loses_nothing(tantivy_engine, use_engine):
    """Two publish, two search, one rebuilds again and again: no error, and at the end everything is found."""
    use_engine(tantivy_engine)
    topic = make.topic()
    make.published(("ru",), main_topic=topic, title="Мост 0")
    feed.bring_up(tantivy_engine)
    errors, done = [], threading.Event()
    published = []

    def guarded(work):
        def run():
            try:
                work()
            except Exception as error:  # noqa: BLE001  (whatever it was, the test tells it)
                errors.append(error)
            finally:
                connections.close_all()

        return threading.Thread(target=run)

    def publish(who):
        for number in range(8):
            published.append(make.published(("ru",), main_topic=topic, title=f"Мост {who} {number}").pk)
            feed.bring_up(tantivy_engine)

    def search():
        while not done.is_set():
            results = find("мост", lang="ru")
            assert results.hits and results.ready

    def rebuild():
        while not done.is_set():
            feed.rebuild(tantivy_engine)

    publishers = [guarded(lambda: publish("первый")), guarded(lambda: publish("второй"))]
    others = [guarded(search), guarded(search), guarded(rebuild)]
    for thread in (*publishers, *others):
        thread.start()
    for thread in publishers:
        thread.join()
    done.set()
    for thread in others:
        thread.join()
    assert errors == []
    found = find("мост", lang="ru", page_size=50)
    assert found.total == len(published) + 1 == 17
    assert {hit.object_id for hit in found.hits} >= set(published)
    assert connection.vendor in ("sqlite", "postgresql")
