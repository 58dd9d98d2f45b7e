"""Start other programs in groups of their own, and stop a whole group surely."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from portal_tools.common import ROOT, Fault

SECONDS_TO_STOP = 10
LINES_OF_LOG_SHOWN = 20
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Runs in the child: when we are killed without a chance to clean up, the child is terminated by the kernel."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path = ROOT, **more: Any) -> subprocess.Popen:
    """Start a program as the leader of a group of its own. `more` goes to `Popen` (stdout, pass_fds, user …)."""
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env),
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_die_with_parent,  # one system call: no lock of ours is waited for in the child
        **more,
    )


def signal_group(process: subprocess.Popen, signum: int) -> None:
    """Send a signal to the program and all that it started; no fault when they are gone already."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signum)


def stop(processes: Sequence[subprocess.Popen], first: int = signal.SIGTERM, seconds: float = SECONDS_TO_STOP) -> None:
    """Ask all groups to stop, wait, and kill what is left after `seconds` (helpers of a dead leader included)."""
    for process in processes:
        if process.poll() is None:
            signal_group(process, first)
    deadline = time.monotonic() + seconds
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
    for process in processes:
        signal_group(process, signal.SIGKILL)
        process.wait()


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    stdout: IO[bytes] | int | None = None,
    stderr: IO[bytes] | int | None = None,
    each_second: Callable[[], None] | None = None,
    first_signal: int = signal.SIGTERM,
    **more: Any,
) -> int:
    """Run a program to its end and return its exit code; when we are stopped, it is stopped first."""
    process = start(command, env=env, stdout=stdout, stderr=stderr, **more)
    try:
        while True:
            try:
                return process.wait(1)
            except subprocess.TimeoutExpired:
                if each_second:
                    each_second()
    finally:
        stop([process], first=first_signal)


def run_quietly(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path,
    otherwise: str,
    each_second: Callable[[], None] | None = None,
    **more: Any,
) -> None:
    """Run a program whose words nobody needs while all goes well: they go to `log`.

    Raises `Fault` with the last lines of the log and the sentence `otherwise` when the program fails or is not there.
    """
    with log.open("wb") as file:
        try:
            code = run(command, env=env, stdout=file, stderr=subprocess.STDOUT, each_second=each_second, **more)
        except OSError as error:
            raise Fault(f"{otherwise} ({error})") from error
    if code:
        raise Fault(f"{last_lines(log)}\n{otherwise}")


def last_lines(log: Path, count: int = LINES_OF_LOG_SHOWN) -> str:
    """The end of a log, indented, for showing to a person."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return "\n".join(f"    {line}" for line in lines[-count:])
