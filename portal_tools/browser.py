"""Find a Chromium for the journeys, and install one where that can be done."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from portal_tools import programs
from portal_tools.common import Fault, Progress, child_environment, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "/usr/bin/chromium")
PLAYWRIGHTS_OWN = "from playwright.sync_api import sync_playwright as s; print(s().start().chromium.executable_path)"
ADVICE = "On Debian or Ubuntu: apt-get install chromium. Or name one: TAJRYIBA_CHROMIUM=/path/to/chromium"


def find(python: Path | str) -> str | None:
    """The path of a Chromium: the one that TAJRYIBA_CHROMIUM names, the system's, or Playwright's own."""
    named = os.environ.get("TAJRYIBA_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or _playwrights_own(python)


def _playwrights_own(python: Path | str) -> str | None:
    answer = subprocess.run(
        [str(python), "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True, env=child_environment(), check=False
    )
    path = answer.stdout.strip()
    return path if answer.returncode == 0 and os.access(path, os.X_OK) else None


def find_or_install(python: Path) -> str | None:
    """A Chromium, installed when there is none: Debian's package as root, else Playwright's own. None if all fails."""
    path = find(python)
    if path or os.environ.get("TAJRYIBA_CHROMIUM"):
        return path
    say(f"No Chromium was found for the browser journeys. {ADVICE}")
    env = child_environment(DEBIAN_FRONTEND="noninteractive")
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        command = ["sh", "-c", f"{apt} -q update && {apt} -q install -y --no-install-recommends chromium"]
    else:
        command = [python, "-m", "playwright", "install", "chromium"]
    try:
        with Progress("Installing Chromium"), tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log"
            programs.run_quietly(command, env=env, log=log, otherwise="Chromium could not be installed.")
    except Fault as fault:
        say(str(fault))
    return find(python)
