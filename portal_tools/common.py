"""What every command of ./portal shares: where things are, how it speaks to a person, how it shows that it works."""

import contextlib
import fcntl
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS_BETWEEN_LINES = 10


class Fault(Exception):
    """An expected fault: one clear sentence for a person, and the exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


class Stopped(BaseException):
    """A person or a service manager asked us to stop (SIGINT, SIGTERM)."""

    def __init__(self, signum: int) -> None:
        super().__init__(signal.Signals(signum).name)
        self.signum = signum


def listen_for_stop() -> None:
    """Turn the first SIGINT or SIGTERM into `Stopped`, so that every `finally` between here and there is run.

    The ones after it are ignored: they would cut the cleaning up short, which takes seconds at most.
    """

    def stop(signum: int, _frame: object) -> None:
        for every in (signal.SIGINT, signal.SIGTERM):
            signal.signal(every, signal.SIG_IGN)
        raise Stopped(signum)

    for every in (signal.SIGINT, signal.SIGTERM):
        signal.signal(every, stop)


def say(text: str = "") -> None:
    """Write one line at once: also through a pipe, also where the terminal cannot show a letter."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Progress:
    """Says what is being done, for how long already, and what is known of how far it is.

    On a terminal one line is rewritten every second; elsewhere a new line appears every ten seconds. It goes to stderr,
    so that a command's result can be sent into a file.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self.note = ""
        self._on_terminal = sys.stderr.isatty()
        self._started = time.monotonic()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def __enter__(self) -> "Progress":
        if not self._on_terminal:
            self._write(f"{self.what} …", whole=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self._done.set()
        self._thread.join()
        outcome = "done" if kind is None else "not finished"
        self._write(f"{self.what}: {outcome} in {self.seconds} s", whole=True)

    @property
    def seconds(self) -> int:
        return round(time.monotonic() - self._started)

    def _show(self) -> None:
        while not self._done.wait(1 if self._on_terminal else SECONDS_BETWEEN_LINES):
            note = f", {self.note}" if self.note else ""
            self._write(f"{self.what} … {self.seconds} s{note}")

    def _write(self, line: str, whole: bool = False) -> None:
        if self._on_terminal:
            sys.stderr.write(f"\r\x1b[2K{line}" + ("\n" if whole else ""))
        else:
            sys.stderr.write(f"{line}\n" if whole else f"  {line}\n")
        sys.stderr.flush()


@contextlib.contextmanager
def locked(path: Path, busy: str | None = None) -> Iterator[int]:
    """Hold a lock file. With `busy`, do not wait for who holds it, but raise `Fault` with that sentence."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (fcntl.LOCK_NB if busy else 0))
        except BlockingIOError as error:
            raise Fault(busy or "") from error
        yield file.fileno()


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_env_file(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a file; a missing file is empty. What the real environment says goes before it."""
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#") and "=" in line)
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def child_environment(**more: str) -> dict[str, str]:
    """The environment for a program of ours: this one, the project importable, `more` on top."""
    env = {**read_env_file(ROOT / ".env"), **os.environ}
    for name in ("VIRTUAL_ENV", "PYTHONHOME", "__PYVENV_LAUNCHER__"):
        env.pop(name, None)
    return {**env, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}
