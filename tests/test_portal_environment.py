"""The environments that ./portal makes for itself, and how it starts and stops other programs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal_tools import environment, programs
from portal_tools.common import Fault, child_environment


@pytest.fixture
def environments(tmp_path, monkeypatch) -> Path:
    """A place for environments, a lock of two packages, an installer that only writes down that it ran."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==5.2.19 \\\n    --hash=sha256:0\nargon2-cffi[x]==1.0 ; python_version < '4'\n")
    monkeypatch.setattr(environment, "ENVIRONMENTS", tmp_path / ".venv")
    monkeypatch.setattr(environment, "LOCKS", {"run": lock, "dev": tmp_path / "dev.lock"})
    monkeypatch.setattr(environment, "find_uv", lambda: "uv")

    def install(uv, path, lock, log, each_second):
        path.mkdir()
        with (tmp_path / "installed").open("a") as file:
            file.write(f"{path.name}\n")

    monkeypatch.setattr(environment, "_install_with_uv", install)
    return tmp_path / ".venv"


def test_an_environment_is_made_once_for_a_lock_and_old_ones_go(environments, tmp_path, capsys):
    first = environment.python("run").parents[1]
    assert environment.python("run").parents[1] == first
    assert "Installing 2 packages with uv (the first time only): done" in capsys.readouterr().err

    environment.LOCKS["run"].write_text("django==5.2.20\n")
    second = environment.python("run").parents[1]
    assert (tmp_path / "installed").read_text().split() == [first.name, second.name]
    assert first.exists()  # a portal may be running from it
    os.utime(first, (1, 1))

    environment.LOCKS["run"].write_text("django==5.2.21\n")
    third = environment.python("run").parents[1]
    assert [path.exists() for path in (first, second, third)] == [False, True, True]
    assert (environments / "run").resolve() == third


def test_a_half_built_environment_is_built_again(environments, tmp_path):
    path = environment.python("run").parents[1]
    (path / environment.STAMP).unlink()
    (path / "leftover").touch()
    assert environment.python("run").parents[1] == path
    assert sorted(file.name for file in path.iterdir()) == [environment.STAMP]


def test_a_developer_s_environment_is_used_to_run(environments):
    environment.LOCKS["dev"].write_text("pytest==9\n")
    assert environment.python_for_running() == environment.python("run")
    ready = environment.python("dev")
    assert environment.python_for_running() == ready


def test_without_any_installer_the_way_out_is_told(environments, tmp_path, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Fault, match="apt-get install python3-venv"):
        environment._install_with_pip(tmp_path / "x", environment.LOCKS["run"], tmp_path / "log", None)


@pytest.mark.parametrize("script", ["exit 1", None])
def test_a_uv_that_does_not_work_is_no_uv(tmp_path, monkeypatch, script):
    if script:
        (tmp_path / "uv").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert environment.find_uv() is None


# --- Programs ---


def test_a_failed_program_shows_its_last_lines(tmp_path):
    with pytest.raises(Fault) as caught:
        programs.run_quietly(
            [sys.executable, "-c", "print('a'); print('b'); raise SystemExit(4)"],
            env=child_environment(),
            log=tmp_path / "log",
            otherwise="It did not work.",
        )
    assert str(caught.value) == "    a\n    b\nIt did not work."


def test_a_program_that_is_not_there(tmp_path):
    with pytest.raises(Fault, match=r"^It did not work\. \(.*No such file"):
        programs.run_quietly(["/nonexistent"], env={}, log=tmp_path / "log", otherwise="It did not work.")


def test_a_group_that_does_not_want_to_stop_is_killed():
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True); signal.pause()"
    process = programs.start([sys.executable, "-c", stubborn], env=child_environment(), stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"x\n"
    programs.stop([process], seconds=0.2)
    process.stdout.close()
    assert process.returncode == -9
