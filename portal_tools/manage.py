"""`./portal manage`: Django's own commands on the right data with the right settings."""

import os

from portal_tools import environment
from portal_tools.common import Fault, child_environment
from portal_tools.datafolder import DataFolder, data_folder_to_manage


def manage(arguments: list[str]) -> int:
    """Become `python -m django …` (shells and signals work as without us). Raises `Fault` on a wrong --data."""
    data = data_folder_to_manage()
    if arguments[:1] == ["--data"]:
        if len(arguments) < 2:
            raise Fault("--data wants the data folder's path after it.")
        data, arguments = DataFolder(arguments[1]), arguments[2:]
        if not data.path.is_dir():
            raise Fault(f"There is no data folder {data.path}.")
    data.path.mkdir(parents=True, exist_ok=True, mode=0o750)
    python = environment.python_for_running()
    settings = child_environment().get("DJANGO_SETTINGS_MODULE") or data.settings
    env = data.environment(DJANGO_SETTINGS_MODULE=settings)
    os.umask(0o027)
    os.execve(python, [str(python), "-m", "django", *arguments], env)  # noqa: S606
    return 0
