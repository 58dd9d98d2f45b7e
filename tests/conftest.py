"""What every test may use: a migrated database, the three languages, clients, a count of queries that must not grow.

The database is migrated once and copied (`.cache/`, or a template database in PostgreSQL): migrations also seed it
with roles, languages and the root page, so it is never made without them.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from portal_tools import browser, catalogues, office
from portal_tools.common import ROOT, locked
from tajryiba.core import kept
from tajryiba.magazine.standing import footer
from tajryiba.practices.catalogue import index as catalogue_index
from tajryiba.search.engines import engine
from tajryiba.search.feed import bring_up

LANGUAGES = ("ky", "ru", "en")
CACHE = ROOT / ".cache"
IMPORT_OF_OURS = re.compile(r"^(?:from (tajryiba[\w.]*) import (\w+)|import (tajryiba[\w.]+))", re.MULTILINE)
DATABASE_KEY = pytest.StashKey["Database"]()
BLOCKER_KEY = pytest.StashKey()
NEEDS_RESTORE = pytest.StashKey[bool]()


# --- The database ---


def template_key() -> str:
    """A hash of all that a freshly migrated database depends on: packages, migrations, modules that those import."""
    digest = hashlib.sha256((ROOT / "requirements-dev.lock").read_bytes())
    migrations = sorted((ROOT / "tajryiba").glob("*/migrations/*.py"))
    imported = {path for migration in migrations for path in _imports_of(migration)}
    for path in [*migrations, *sorted(imported)]:
        digest.update(f"{path.relative_to(ROOT)}\x00".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _imports_of(migration: Path) -> Iterator[Path]:
    for package, name, module in IMPORT_OF_OURS.findall(migration.read_text(encoding="utf-8")):
        base = ROOT.joinpath(*(package or module).split("."))
        candidates = (base.with_suffix(".py"), base / f"{name}.py", base / "__init__.py")
        yield from (path for path in candidates if path.is_file())


def migrate(database_url: str) -> None:
    """Migrate a database from nothing, in a process of its own."""
    env = {**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--no-input"]
    subprocess.run(command, env=env, cwd=ROOT, check=True)


def make_sqlite_template() -> Path:
    """A migrated SQLite file for the migrations as they are now; made once, older ones go."""
    template = CACHE / f"template-{template_key()}.sqlite3"
    with locked(CACHE / ".template.lock"):
        if not template.exists():
            for old in CACHE.glob("template-*"):
                old.unlink()
            new = CACHE / "template-new.sqlite3"
            migrate(f"sqlite:///{new}")
            new.replace(template)
    return template


class Database:
    """This process's test database, restored from the template as often as needed."""

    def restore(self) -> None:
        raise NotImplementedError

    def remove(self) -> None:
        raise NotImplementedError

    @staticmethod
    def use(name: str) -> None:
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


class SqliteDatabase(Database):
    """The template is copied twice: the first copy stays as it is, whatever another run does to the template."""

    def __init__(self) -> None:
        self.path = settings.DATABASES["default"]["TEST"]["NAME"]
        self.pristine = f"{self.path}.pristine"
        shutil.copyfile(make_sqlite_template(), self.pristine)

    def restore(self) -> None:
        connection.close()
        self._remove("", "-wal", "-shm")
        shutil.copyfile(self.pristine, self.path)
        self.use(self.path)

    def remove(self) -> None:
        self._remove("", "-wal", "-shm", ".pristine")

    def _remove(self, *endings: str) -> None:
        for ending in endings:
            Path(f"{self.path}{ending}").unlink(missing_ok=True)


class PostgresDatabase(Database):
    """The settings name a database to connect to first; ours stand beside it."""

    def __init__(self, worker: str) -> None:
        self.address = os.environ["DATABASE_URL"]
        self.first = settings.DATABASES["default"]["NAME"]
        self.name = f"tajryiba_test_{worker}"
        self.template = self._make_template()

    def restore(self) -> None:
        self.remove()
        self._execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        self.use(self.name)

    def remove(self) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _execute(self, statement: str) -> list:
        connection.close()
        self.use(self.first)
        with connection.cursor() as cursor:
            cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
        connection.close()
        return rows

    def _make_template(self) -> str:
        """The name of the migrated template; the first process makes it, the others wait."""
        name = f"tajryiba_template_{template_key()}"
        with locked(CACHE / ".template.lock"):
            if not self._execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):  # noqa: S608 (our own name)
                self._execute(f'DROP DATABASE IF EXISTS "{name}_new"')
                self._execute(f'CREATE DATABASE "{name}_new"')
                migrate(f"{self.address.rpartition('/')[0]}/{name}_new")
                self._execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
        return name


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, pytestconfig, worker_id):
    """Replaces pytest-django's: a copy of the template instead of a new migration.

    A transactional test leaves its rows behind; the next test that needs the database gets a fresh copy.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database = PostgresDatabase(worker_id) if connection.vendor == "postgresql" else SqliteDatabase()
        database.restore()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        pytestconfig.stash[DATABASE_KEY] = database
        pytestconfig.stash[BLOCKER_KEY] = django_db_blocker
        yield
        connection.close()
        database.remove()


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and (marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences"))))


@pytest.hookimpl(tryfirst=True)
def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--second-database", action="store_true", help="leave out what is the same on any database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A whole run does on SQLite everything, and again on PostgreSQL what touches the database; of the tests of pages,
    which reach it through the same queries, every third, chosen by its name.
    """
    if not config.getoption("--second-database"):
        return
    again = [item for item in items if _touches_database(item) and (not _opens_pages(item) or _is_third(item))]
    config.hook.pytest_deselected(items=sorted(set(items) - set(again), key=lambda item: item.nodeid))
    items[:] = again


def _opens_pages(item: pytest.Item) -> bool:
    return item.path.stem.startswith(("test_views", "test_admin", "test_matrix"))


def _is_third(item: pytest.Item) -> bool:
    return zlib.crc32(item.nodeid.encode()) % 3 == 0


def _touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures)


@pytest.fixture(autouse=True)
def changes_are_counted_as_in_production(request, settings) -> None:
    """A test that commits counts changes where its database does: threads on PostgreSQL would lock each other out."""
    if _is_transactional(request.node):
        settings.CHANGES_IN_TRANSACTION = connection.vendor == "sqlite"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture: after a transactional test, bring back the rows that the migrations have made."""
    if item.config.stash.get(NEEDS_RESTORE, False):
        with item.config.stash[BLOCKER_KEY].unblock():
            item.config.stash[DATABASE_KEY].restore()
    item.config.stash[NEEDS_RESTORE] = _is_transactional(item)


# --- Languages, caches ---


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        catalogues.compile_all()


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """Every test begins with empty caches and the site's own language, whatever the one before it did."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    catalogue_index.forget()
    kept.forget()
    footer.remember({})
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """A test that asks for it runs once in each language of the site, which is active meanwhile."""
    with translation.override(request.param):
        yield request.param


# --- Clients ---


@pytest.fixture
def guest() -> Client:
    return Client()


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """`signed_in(person)` is a client of its own in which this person is signed in."""

    def sign_in(person, **options) -> Client:
        client = Client(**options)
        client.force_login(person)
        return client

    return sign_in


# --- Queries ---


@pytest.fixture
def same_query_count(db) -> Callable[..., int]:
    """`same_query_count(read, grow)`: `grow(n)` makes n more rows, `read()` must cost as many queries at 1 as at 30.

    The first reading is not counted, as it fills what a process remembers. Returns the number of queries.
    """

    def check(read: Callable[[], object], grow: Callable[[int], object], small: int = 1, large: int = 30) -> int:
        grow(small)
        read()
        few = _queries(read)
        grow(large - small)
        many = _queries(read)
        if len(few) != len(many):
            more = [sql for sql in many if sql not in few] or many
            listed = "\n".join(f"  {sql[:300]}" for sql in more[:10])
            pytest.fail(f"{len(few)} queries at {small}, {len(many)} at {large}. Among the new ones:\n{listed}")
        return len(few)

    return check


def _queries(read: Callable[[], object]) -> list[str]:
    for cache in caches.all(initialized_only=True):
        cache.clear()
    catalogue_index.forget()
    kept.forget()
    bring_up(engine())  # the worker has been here
    with CaptureQueriesContext(connection) as captured:
        read()
    return [query["sql"] for query in captured]


# --- The browser, for tests/journeys ---


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = browser.find(sys.executable)
    if path is None:
        pytest.skip(f"no Chromium was found. {browser.ADVICE}")
    return path


@pytest.fixture(scope="session")
def words_in_office() -> Callable[[bytes], str]:
    """`words_in_office(docx)` opens a document in a real LibreOffice and returns its text."""
    program = office.find()
    if program is None:
        pytest.skip(f"no LibreOffice was found. {office.ADVICE}")

    def read(data: bytes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document.docx"
            path.write_bytes(data)
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [program, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", path]
            subprocess.run(command, check=True, capture_output=True, timeout=180, cwd=folder)
            return path.with_suffix(".txt").read_text(encoding="utf-8-sig").replace("\u00a0", " ")

    return read


@pytest.fixture(scope="session")
def sqlite_template() -> Path:
    """A migrated SQLite file to be copied, for a server that a test starts."""
    return make_sqlite_template()
