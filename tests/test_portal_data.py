"""The data folder of a portal: who made it, what is kept in it, how a migration that was cut off is undone."""

import contextlib
import re
import sqlite3

import pytest

from portal_tools import common, manage, sqlite_copy
from portal_tools.common import ROOT, Fault
from portal_tools.datafolder import DataFolder, data_folder_to_manage, default_data_folder


@pytest.fixture
def data(tmp_path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_a_folder_belongs_to_who_made_it(data):
    data.make("run")
    data.make("run")
    with pytest.raises(Fault, match="holds a real portal's data: sample people are not let in"):
        data.make("demo")
    assert data.settings == "tajryiba.config.settings.production"


def test_a_demo_does_not_become_a_real_portal(data):
    data.make("demo")
    with pytest.raises(Fault, match="holds a demo: no real portal starts there"):
        data.make("run")
    assert data.settings == "tajryiba.config.settings.dev"


def test_the_secret_key_is_made_once_and_for_the_owner_alone(data):
    data.make("run")
    data.make_secret_key()
    key = data.path / "secret_key"
    first = key.read_text()
    data.make_secret_key()
    assert key.read_text() == first
    assert len(first) > 50
    assert oct(key.stat().st_mode & 0o777) == "0o600"


def test_data_count_as_prepared_for_one_state_of_the_code_and_while_they_are_there(data, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    data.make("run")
    data.mark_prepared("state")
    assert not data.is_prepared("state")  # the database is not there
    (data.path / "portal.sqlite3").touch()
    (data.path / "static").mkdir()
    assert data.is_prepared("state")
    assert not data.is_prepared("another state")
    data.mark_unprepared()
    assert not data.is_prepared("state")


def test_a_migration_that_was_cut_off_is_undone(tmp_path):
    database = tmp_path / "portal.sqlite3"

    def tables() -> list[str]:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            return [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]

    def migrate(table: str, *, cut_off: bool) -> None:
        with sqlite_copy.kept(database), contextlib.closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"CREATE TABLE {table} (id)")
            if cut_off:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate("half", cut_off=True)
    assert (sqlite_copy.restore(database), tables()) == (True, [])
    migrate("whole", cut_off=False)
    with pytest.raises(KeyboardInterrupt):
        migrate("half", cut_off=True)
    assert tables() == ["whole", "half"]
    assert (sqlite_copy.restore(database), tables()) == (True, ["whole"])
    assert sqlite_copy.restore(database) is False
    assert [path.name for path in tmp_path.iterdir()] == ["portal.sqlite3"]


def test_which_data_manage_works_on(data, monkeypatch):
    monkeypatch.setenv("TAJRYIBA_DATA", str(data.path))
    assert data_folder_to_manage().path == default_data_folder("demo")
    data.make("run")
    assert data_folder_to_manage().path == data.path


def test_manage_wants_a_folder_that_is_there(tmp_path):
    with pytest.raises(Fault, match="--data wants the data folder's path after it"):
        manage.manage(["--data"])
    with pytest.raises(Fault, match=f"There is no data folder {tmp_path}/none"):
        manage.manage(["--data", f"{tmp_path}/none", "check"])


def test_a_settings_file_is_read(tmp_path):
    file = tmp_path / ".env"
    assert common.read_env_file(file) == {}
    file.write_text("# a remark\n\nTAJRYIBA_URL=https://portal.kg?a=b\n EMAIL_URL = 'smtp://x' \nno value\n")
    assert common.read_env_file(file) == {"TAJRYIBA_URL": "https://portal.kg?a=b", "EMAIL_URL": "smtp://x"}


def test_every_setting_by_environment_is_explained():
    settings = [*(ROOT / "tajryiba").rglob("settings/*.py"), *(ROOT / "tajryiba").glob("*/settings.py")]
    read = {name for path in settings for name in re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', path.read_text())}
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert "TAJRYIBA_DATA" in read
    assert read - explained == set()
