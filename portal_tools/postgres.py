"""A PostgreSQL cluster of our own in a temporary folder: made, used, and removed without a trace."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from portal_tools import programs
from portal_tools.common import Fault, child_environment, free_port

DEBIAN_FOLDERS = Path("/usr/lib/postgresql")
PROGRAMS = ("initdb", "postgres", "pg_isready")
SECONDS_TO_START = 30
# Nobody will miss these data: no waiting for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
}


def find() -> Path | None:
    """The folder of the newest PostgreSQL server's programs, or None. (A PATH may hold only the client's.)"""
    folders = sorted(DEBIAN_FOLDERS.glob("*/bin"), key=lambda path: path.parent.name.zfill(4), reverse=True)
    folders += [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    return next((folder for folder in folders if all((folder / name).exists() for name in PROGRAMS)), None)


@contextlib.contextmanager
def temporary_cluster(programs_folder: Path) -> Iterator[str]:
    """Run a new cluster on a free port of the loopback; yields the address of its database, with its password.

    Raises `Fault` when it cannot be made or does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="tajryiba-postgres-"))
    try:
        owner = _owner()
        password = secrets.token_urlsafe(24)
        _make(programs_folder, folder, owner, password)
        port = free_port()
        server = _start(programs_folder, folder, owner, port)
        try:
            _wait(programs_folder, folder, server, port)
            yield f"postgres://tajryiba:{password}@127.0.0.1:{port}/postgres"
        finally:
            programs.stop([server], first=signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> dict[str, str | int]:
    """PostgreSQL refuses to run as root: then it runs as the user of Debian's package, or as nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _make(programs_folder: Path, folder: Path, owner: dict, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if owner:
        for path in (folder, secret):
            os.chown(path, owner["user"], owner["group"])
    command = [programs_folder / "initdb", "--pgdata", folder / "data", "--username", "tajryiba", "--no-sync"]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "scram-sha-256", "--pwfile", secret]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        programs.run_quietly(
            command,
            env=child_environment(),
            log=Path(log.name),
            otherwise="A PostgreSQL for the tests could not be made.",
            cwd=folder,
            **owner,
        )


def _start(programs_folder: Path, folder: Path, owner: dict, port: int) -> subprocess.Popen:
    command = [programs_folder / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "server.log").open("wb") as log:
        return programs.start(
            command, env=child_environment(), cwd=folder, stdout=log, stderr=subprocess.STDOUT, **owner
        )


def _wait(programs_folder: Path, folder: Path, server: subprocess.Popen, port: int) -> None:
    question = [str(programs_folder / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(question, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise Fault(f"{programs.last_lines(folder / 'server.log')}\nThe PostgreSQL for the tests did not start.")
