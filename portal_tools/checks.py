"""`./portal check`: what can be said of the code without running it. All checks run, even after one that failed."""

import os
import subprocess
import tempfile
from pathlib import Path

from portal_tools import catalogues, environment, programs
from portal_tools.common import Fault, child_environment, say

TEST_SETTINGS = "tajryiba.config.settings.test"
PRODUCTION_SETTINGS = "tajryiba.config.settings.production"
CODE = ("portal", "portal_tools", "tajryiba", "tests", "bench")


def checks(python: Path) -> list[tuple[str, str, list[str | Path]]]:
    """Name, settings, command of every check."""
    django = [python, "-m", "django"]
    return [
        ("style (ruff check)", TEST_SETTINGS, [python, "-m", "ruff", "check", *CODE]),
        ("format (ruff format)", TEST_SETTINGS, [python, "-m", "ruff", "format", "--check", *CODE]),
        ("layers (import-linter)", TEST_SETTINGS, [python.with_name("lint-imports"), "--no-cache"]),
        ("migrations", TEST_SETTINGS, [*django, "makemigrations", "--check", "--dry-run"]),
        ("translations", TEST_SETTINGS, [*django, "check_translations"]),
        ("system (django check)", PRODUCTION_SETTINGS, [*django, "check", "--fail-level", "WARNING"]),
    ]


def check() -> int:
    """Run all checks, then one line for each: ok or FAILED. 1 when any failed."""
    python = environment.python("dev")
    outcomes = [("compiled translations", _compiles())]
    with tempfile.TemporaryDirectory(prefix="tajryiba-check-") as data:
        for name, settings, command in checks(python):
            say(f"\n--- {name} ---")
            env = child_environment(
                DJANGO_SETTINGS_MODULE=settings, TAJRYIBA_DATA=data, TAJRYIBA_SECRET_KEY="only-for-the-check" * 4
            )
            outcomes.append((name, programs.run(command, env=env, stderr=subprocess.STDOUT) == 0))
    say()
    for name, passed in outcomes:
        say(f"{name:26} {'ok' if passed else 'FAILED'}")
    return int(not all(passed for _, passed in outcomes))


def _compiles() -> bool:
    try:
        catalogues.compile_all()
    except (Fault, OSError) as error:
        say(str(error))
        return False
    return True


def lock(upgrade: bool) -> int:
    """Make both lock files again from pyproject.toml; with `upgrade`, with the newest versions that it allows."""
    uv = environment.find_uv()
    if uv is None:
        raise Fault("The lock files are made by uv, which is not here: https://docs.astral.sh/uv/")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"]
    options += ["--no-annotate", "-q", *(["--upgrade"] if upgrade else [])]
    for more in (["-o", "requirements.lock"], ["--group", "dev", "-o", "requirements-dev.lock"]):
        if programs.run([uv, "pip", "compile", "pyproject.toml", *options, *more], env=dict(os.environ)):
            raise Fault(f"{more[-1]} could not be made: see above.")
        say(f"{more[-1]} is up to date with pyproject.toml")
    return 0
