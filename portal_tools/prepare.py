"""Everything between «the packages are here» and «the servers can start»; skipped when nothing has changed."""

from pathlib import Path

from portal_tools import catalogues, environment, programs
from portal_tools.common import Fault, Progress, locked, say
from portal_tools.datafolder import DataFolder, state_of_code

STEPS = ("migrate", "createcachetable", "create_huey_tables", "collectstatic", "load_starter", "rebuild_search")
LAST_STEPS = {"run": ("create_first_admin",), "demo": ("load_sample_people", "load_sample_adoptions")}


def install() -> int:
    """`./portal install`: what is made beside the code: packages, compiled translations."""
    python = environment.python_for_running()
    catalogues.compile_all()
    say(f"The packages are in {python.parents[1]}")
    return 0


def prepare(data: DataFolder, kind: str, python: Path, env: dict[str, str]) -> None:
    """Bring the data folder up to the code: translations, database, static files, starter content, first people.

    Raises `Fault` when a step fails; the next start then begins again (every step may be repeated).
    """
    data.make_secret_key()
    state = state_of_code()
    # The parts may start on their own machines at the same time, on one shared folder: one prepares, the others wait.
    with locked(data.path / ".prepare.lock"):
        if not data.is_prepared(state):
            _prepare(data, kind, python, env)
            data.mark_prepared(state)


def _prepare(data: DataFolder, kind: str, python: Path, env: dict[str, str]) -> None:
    data.mark_unprepared()
    with Progress("Compiling the translations"):
        catalogues.compile_all()
    steps = [python, "-m", "portal_tools.site_steps", *STEPS, *LAST_STEPS[kind]]
    if programs.run(steps, env=env):
        raise Fault("The portal was not started: its data could not be prepared, see above.")
