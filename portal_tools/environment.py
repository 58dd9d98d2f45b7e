"""The project's own Python environments, made from the lock files: .venv/run-<key> and .venv/dev-<key>.

The key is taken from the lock's content and Python's version, so that a changed lock means a new environment beside
the old one, which goes away only when the new one is whole. A stamp is written last: without it an environment is
half-built and is made again.
"""

import hashlib
import importlib.util
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from portal_tools.common import ROOT, Fault, Progress, child_environment, locked
from portal_tools.programs import run_quietly

ENVIRONMENTS = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
STAMP = ".ready"
PACKAGE_LINE = re.compile(r"^[A-Za-z0-9][\w.-]*(\[[^]]*\])?==", re.MULTILINE)
INSTALL_FAILED = "The packages could not be installed: see above. Check the network and run the command again."
NO_INSTALLER = (
    "Neither uv nor pip is here to install the packages. On Debian or Ubuntu: apt-get install python3-venv "
    "(elsewhere see https://docs.astral.sh/uv/)."
)


def folder(kind: str) -> Path:
    """Where the environment of this kind belongs for the lock as it is now."""
    content = LOCKS[kind].read_bytes() + platform.python_version().encode()
    return ENVIRONMENTS / f"{kind}-{hashlib.sha256(content).hexdigest()[:12]}"


def is_ready(kind: str) -> bool:
    return (folder(kind) / STAMP).exists()


def python(kind: str) -> Path:
    """The Python of the environment of this kind; makes the environment when it is not there."""
    path = folder(kind)
    if not is_ready(kind):
        with locked(ENVIRONMENTS / f".{kind}.lock"):
            if not is_ready(kind):
                _build(kind, path)
    return path / "bin" / "python"


def python_for_running() -> Path:
    """A ready developer's environment holds all that is needed to run; else the smaller one is made."""
    return python("dev" if is_ready("dev") else "run")


def _build(kind: str, path: Path) -> None:
    lock = LOCKS[kind]
    packages = len(PACKAGE_LINE.findall(lock.read_text(encoding="utf-8")))
    shutil.rmtree(path, ignore_errors=True)
    uv = find_uv()
    with Progress(f"Installing {packages} packages with {'uv' if uv else 'pip'} (the first time only)") as progress:
        log = ENVIRONMENTS / f"{kind}.log"

        def show_how_far() -> None:
            progress.note = f"{_installed(path, log)} of {packages} here"

        if uv:
            _install_with_uv(uv, path, lock, log, show_how_far)
        else:
            _install_with_pip(path, lock, log, show_how_far)
    (path / STAMP).touch()
    _point_link(ENVIRONMENTS / kind, path)
    _remove_old(kind, path)


def _remove_old(kind: str, newest: Path) -> None:
    """Older environments go; the one before stays, since a portal may still be running from it."""
    others = [old for old in ENVIRONMENTS.glob(f"{kind}-*") if old != newest and old.is_dir()]
    for old in sorted(others, key=lambda folder: folder.stat().st_mtime)[:-1]:
        shutil.rmtree(old, ignore_errors=True)


def _install_with_uv(uv: str, path: Path, lock: Path, log: Path, each_second) -> None:
    env = child_environment()
    options = {"env": env, "log": log, "otherwise": INSTALL_FAILED, "each_second": each_second}
    run_quietly([uv, "venv", "--no-project", "--python", sys.executable, path], **options)
    run_quietly(
        [uv, "pip", "sync", "--require-hashes", "--compile-bytecode", "--python", path / "bin" / "python", lock],
        **options,
    )


def _install_with_pip(path: Path, lock: Path, log: Path, each_second) -> None:
    """Debian splits `ensurepip` off into python3-venv: without it a bare environment is filled from outside."""
    env = child_environment(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    options = {"env": env, "log": log, "otherwise": INSTALL_FAILED, "each_second": each_second}
    inside = path / "bin" / "python"
    if importlib.util.find_spec("ensurepip"):
        run_quietly([sys.executable, "-m", "venv", path], **options)
        pip = [inside, "-m", "pip"]
    elif importlib.util.find_spec("pip"):
        run_quietly([sys.executable, "-m", "venv", "--without-pip", path], **options)
        pip = [sys.executable, "-m", "pip", "--python", inside]
    else:
        raise Fault(NO_INSTALLER)
    run_quietly([*pip, "install", "--require-hashes", "--no-deps", "--progress-bar", "off", "-r", lock], **options)


def find_uv() -> str | None:
    """uv's path when it is there and works (a version manager's stub may be there and not work)."""
    uv = shutil.which("uv")
    if uv is None:
        return None
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return uv if answer.returncode == 0 else None


def _installed(path: Path, log: Path) -> int:
    """How many packages are here: pip fetches all before it installs any, and names each one that it collects."""
    fetched = log.read_text(encoding="utf-8", errors="replace").count("Collecting ") if log.exists() else 0
    return max(fetched, len(list(path.glob("lib/python*/site-packages/*.dist-info"))))


def _point_link(link: Path, target: Path) -> None:
    """Let `.venv/run` or `.venv/dev` lead to the environment in use (for editors and service files)."""
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target.name)
    new.replace(link)
