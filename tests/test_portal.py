"""The commands of ./portal: what they say, what they refuse, what they keep."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from portal_tools import bench_runner, benches, browser, checks, cli, postgres
from portal_tools import testing as portal_testing
from portal_tools.common import ROOT, Fault, child_environment

COMMANDS = ("run", "demo", "install", "prepare", "test", "check", "bench", "manage", "lock")


def portal(*arguments: str, **env: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "portal"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=child_environment(**env), check=False)


# --- The command line ---


def test_help_names_every_command():
    answer = portal("help")
    assert answer.returncode == 0
    assert [name for name in COMMANDS if f"\n    {name} " not in answer.stdout] == []
    assert portal().stdout == answer.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_of_itself(command, capsys):
    try:
        code = cli.main([command, "--help"])
    except SystemExit as leaving:
        code = leaving.code
    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith(f"usage: ./portal {command}")
    assert len(said.splitlines()) > 3


def test_an_unknown_command_is_refused():
    answer = portal("rnu")
    assert answer.returncode == 2
    assert "invalid choice: 'rnu'" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_old_python_gets_a_sentence():
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); sys.argv = ['portal', 'run']; "
        f"runpy.run_path({str(ROOT / 'portal')!r}, run_name='__main__')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, env={"PATH": "/nonexistent"}, check=False
    )
    assert answer.returncode == 1
    assert answer.stderr == (
        "The portal needs Python 3.11 or newer, and this is Python 3.9: install a newer one, "
        "or name it: python3.11 portal run\n"
    )


def test_an_unwritable_data_folder_is_one_sentence_and_code_two():
    answer = portal("run", "--data", "/dev/null/x")
    assert (answer.returncode, answer.stderr) == (
        2,
        "The data folder /dev/null/x cannot be written to: Not a directory.\n",
    )


def test_sample_people_are_refused_under_production_settings(tmp_path):
    answer = portal("demo", "--data", str(tmp_path), DJANGO_SETTINGS_MODULE="tajryiba.config.settings.production")
    assert answer.returncode == 1
    assert answer.stderr == (
        "DJANGO_SETTINGS_MODULE names the production settings: sample people are not made there.\n"
    )


# --- test, check, bench ---


@pytest.fixture
def whole(monkeypatch):
    """A whole run in which pytest only answers; `whole(chromium, postgres, code)` is its exit code."""

    def run(
        chromium: str | None = "/usr/bin/chromium", server: Path | None = None, writer: str | None = None, code: int = 0
    ) -> int:
        monkeypatch.setattr(portal_testing.browser, "find_or_install", lambda python: chromium)
        monkeypatch.setattr(portal_testing.postgres, "find", lambda: server)
        monkeypatch.setattr(portal_testing.office, "find", lambda: writer)
        monkeypatch.setattr(portal_testing, "pytest", lambda *a: (code, "===== 7 passed in 1.0s ====="))
        return portal_testing.Whole(Path(sys.executable)).run()

    monkeypatch.delenv("CI", raising=False)
    return run


def test_what_was_skipped_is_told_loudly_at_the_end(whole, capsys):
    assert whole(chromium=None) == 0
    end = capsys.readouterr().out.splitlines()[-3:]
    assert end[0].startswith("THE BROWSER JOURNEYS WERE SKIPPED: NO CHROMIUM WAS FOUND. On Debian")
    assert end[1].startswith("THE TESTS ON POSTGRESQL WERE SKIPPED: NO SERVER WAS FOUND. On Debian")
    assert end[2].startswith("DRAFTS WERE NOT OPENED IN LIBREOFFICE: IT WAS NOT FOUND. On Debian")


def test_on_a_build_machine_a_skip_is_a_failure(whole, monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert whole(chromium=None) == 1


def test_the_summary_lines_of_every_part_stand_at_the_end(whole, capsys):
    assert whole(code=1) == 1
    said = capsys.readouterr().out
    assert "SQLite: FAILED (pytest's exit code 1), 0 s\n===== 7 passed in 1.0s =====\n" in said
    assert "browser journeys: FAILED (pytest's exit code 1), 0 s\n===== 7 passed in 1.0s =====\n" in said


@pytest.mark.parametrize(
    "line", ["==== 3 passed in 0.12s ====", "\x1b[32m== \x1b[1m3 passed\x1b[0m in 61.00s (0:01:01) ==\x1b[0m"]
)
def test_pytest_s_summary_line_is_recognised(line):
    assert portal_testing.SUMMARY.findall(f"...\n=== FAILURES ===\n{line}\n") == [line.removesuffix("\x1b[0m")]


def test_a_browser_that_is_named_and_not_there_is_not_replaced_by_another(monkeypatch):
    monkeypatch.setenv("TAJRYIBA_CHROMIUM", "/nonexistent/chromium")
    assert browser.find(sys.executable) is None
    assert browser.find_or_install(Path(sys.executable)) is None
    monkeypatch.setenv("TAJRYIBA_CHROMIUM", sys.executable)
    assert browser.find(sys.executable) == sys.executable


@pytest.mark.skipif(postgres.find() is None, reason="no PostgreSQL server is installed")
def test_a_postgresql_of_our_own_comes_and_goes():
    with postgres.temporary_cluster(postgres.find()) as address, psycopg.connect(address) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
        folder = Path(connection.execute("SHOW data_directory").fetchone()[0])
        assert folder.exists()
    assert not folder.parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_all_checks_run_even_after_one_that_failed(monkeypatch, capfd):
    small = [
        (name, "x", [sys.executable, "-c", f"print({name!r}); raise SystemExit({code})"])
        for name, code in (("a", 3), ("b", 0))
    ]
    monkeypatch.setattr(checks, "checks", lambda python: small)
    monkeypatch.setattr(checks.environment, "python", lambda kind: Path(sys.executable))
    assert checks.check() == 1
    said = capfd.readouterr().out
    assert "--- b ---" in said
    assert [line.split() for line in said.splitlines()[-2:]] == [["a", "FAILED"], ["b", "ok"]]


def test_a_catalogue_that_cannot_be_read_fails_the_check(monkeypatch):
    def broken() -> int:
        raise Fault("ky.po, line 3 cannot be read")

    monkeypatch.setattr(checks.catalogues, "compile_all", broken)
    assert checks._compiles() is False


def test_benches_are_listed_and_a_wrong_name_is_told(monkeypatch, tmp_path, capsys):
    (tmp_path / "pages.py").write_text('"""Weight of the pages.\n\nMore."""\n')
    (tmp_path / "_helper.py").touch()
    monkeypatch.setattr(benches, "BENCHES", tmp_path)
    assert benches.bench(None, as_json=False, small=False) == 0
    assert capsys.readouterr().out.split(maxsplit=1) == ["pages", "Weight of the pages.\n"]
    with pytest.raises(Fault, match="There is no bench «pgaes». There are: pages."):
        benches.bench("pgaes", as_json=False, small=False)


def test_a_bench_s_table():
    rows = [{"page": "home", "ms": 7.5, "n": 12}, {"page": "practice", "ms": 1234.0, "n": None}]
    assert bench_runner.table(rows).splitlines() == [
        "page            ms  n",
        "--------  --------  --",
        "home          7.50  12",
        "practice  1,234.00  –",
    ]
    assert bench_runner.table([]) == "(no rows)"


def test_a_bench_keeps_its_rows(monkeypatch, tmp_path, capsys):
    class Module:
        @staticmethod
        def main(small):
            return [{"small": small}]

    monkeypatch.setattr(bench_runner, "RESULTS", tmp_path)
    monkeypatch.setattr(bench_runner.importlib, "import_module", lambda name: Module)
    bench_runner.main("pages", as_json=True, small=True)
    kept = json.loads((tmp_path / "pages.json").read_text())
    assert json.loads(capsys.readouterr().out) == kept
    assert (kept["bench"], kept["rows"]) == ("pages", [{"small": True}])


# --- Files that are used and not tested otherwise ---


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", sorted((ROOT / "deploy").glob("*.service")), ids=lambda path: path.name)
def test_service_files_are_sound(unit):
    answer = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    complaints = [line for line in answer.stderr.splitlines() if unit.name in line and "is not executable" not in line]
    assert complaints == []
