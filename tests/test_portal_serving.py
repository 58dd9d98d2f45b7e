"""./portal run with small programs in the place of web server and worker: starting, stopping, dying, refusing."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portal_tools import programs, serve
from portal_tools.common import ROOT, Fault, child_environment, free_port
from portal_tools.datafolder import DataFolder

# What really starts is replaced, everything around it is real: signals, locks, logs, exit codes.
DRIVER = """
import sys
from pathlib import Path
from portal_tools import cli, environment, serve
environment.python_for_running = lambda: Path(sys.executable)
serve.prepare = lambda *a: None
serve.commands = lambda portal, python: {
    "web": [python, "-c", WEB, str(portal.port)], "worker": [python, "-c", WORKER]}
"""
WEB = """
import http.server, os, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"{}")
    def log_message(self, *a): pass
print("web", os.getpid(), flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
WORKER = "import os, time; print('worker', os.getpid(), flush=True); time.sleep(600)"
SHORT_LIVED = "print('no database', flush=True); raise SystemExit(3)"
LOUD = """import json, time
print(json.dumps({"level": "INFO", "message": "fine"}))
print(json.dumps({"level": "ERROR", "message": "broken", "exc_info": "Traceback\\nKeyError: 7"}), flush=True)
time.sleep(600)"""


class Run:
    """A `./portal run` in a process of its own."""

    def __init__(self, data: Path, web: str = WEB, worker: str = WORKER, arguments: tuple[str, ...] = ()) -> None:
        self.port = free_port()
        self.data = data
        code = f"{DRIVER}\nWEB = {web!r}\nWORKER = {worker!r}\nsys.exit(cli.main(sys.argv[1:]))"
        command = [sys.executable, "-c", code, "run", "--port", str(self.port), "--data", data, *arguments]
        self.process = programs.start(
            command, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: list[str] = []

    def wait_for(self, words: str) -> "Run":
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if words in line:
                return self
        pytest.fail("it ended without «{}»:\n{}".format(words, "\n".join(self.lines)))

    def end(self, signum: int | None = None) -> int:
        if signum:
            self.process.send_signal(signum)
        self.lines += self.process.communicate(timeout=30)[0].splitlines()
        return self.process.returncode

    def pid(self, name: str) -> int:
        """What the part has written of itself, as soon as it has."""
        log = self.data / "logs" / f"{name}.log"
        wait_until(lambda: log.exists() and log.read_text().endswith("\n"))
        return int(log.read_text().split()[-1])


@pytest.fixture
def run(tmp_path):
    made: list[Run] = []

    def make(data: Path = tmp_path / "data", **more) -> Run:
        made.append(Run(data, **more))
        return made[-1]

    yield make
    programs.stop([one.process for one in made], seconds=5)


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def gone(pid: int) -> bool:
    """Whether the process ends (soon); one that ended and was not waited for yet has ended too."""
    status = Path(f"/proc/{pid}/stat")
    return wait_until(lambda: not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z")


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_all_parts_and_the_exit_code_is_zero(run, signum):
    portal = run().wait_for("Stop with Ctrl-C")
    assert f"  Кыргызча        http://127.0.0.1:{portal.port}/ky/" in portal.lines
    assert f"  Administration  http://127.0.0.1:{portal.port}/admin/" in portal.lines
    children = [portal.pid("web"), portal.pid("worker")]
    assert portal.end(signum) == 0
    assert all(map(gone, children))


def test_two_signals_in_a_row_are_one_stop(run):
    portal = run().wait_for("Stop with Ctrl-C")
    portal.process.send_signal(signal.SIGTERM)
    assert portal.end(signal.SIGTERM) == 0


def test_a_part_that_dies_takes_the_rest_with_it(run):
    portal = run(worker=SHORT_LIVED).wait_for("Stop with Ctrl-C")
    web = portal.pid("web")
    assert portal.end() == 1
    log = portal.data / "logs" / "worker.log"
    assert portal.lines[-2:] == ["    no database", f"The worker ended by itself with exit code 3; its log: {log}"]
    assert gone(web)


def test_a_web_server_that_does_not_start_is_told(run):
    portal = run(web=SHORT_LIVED)
    assert portal.end() == 1
    assert portal.lines[-1].startswith("The web server ended by itself with exit code 3; its log: ")


def test_a_part_that_is_killed_is_told(run):
    portal = run().wait_for("Stop with Ctrl-C")
    subprocess.run(["kill", "-9", str(portal.pid("worker"))], check=True)
    assert portal.end() == 1
    assert "The worker ended by itself by signal 9" in portal.lines[-1]


def test_children_do_not_outlive_a_portal_that_was_killed(run):
    portal = run().wait_for("Stop with Ctrl-C")
    children = [portal.pid("web"), portal.pid("worker")]
    portal.end(signal.SIGKILL)
    assert all(map(gone, children))


def test_errors_in_a_log_are_shown(run):
    run(worker=LOUD).wait_for("worker: broken — KeyError: 7")


def test_a_second_portal_on_the_same_data_is_refused(run):
    first = run().wait_for("Stop with Ctrl-C")
    second = run()
    assert second.end() == 1
    refusal = f"A portal is already running on the data folder {first.data}: stop it first, or name another folder."
    assert second.lines == [refusal]


def test_parts_may_run_apart(run):
    web = run(arguments=("--only", "web")).wait_for("Stop with Ctrl-C")
    worker = run(arguments=("--only", "worker")).wait_for("Stop with Ctrl-C")
    assert not (web.data / "logs" / "worker.log").read_text().startswith("web")
    assert [web.end(signal.SIGTERM), worker.end(signal.SIGTERM)] == [0, 0]


def test_a_taken_port_is_refused_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Fault) as caught:
            serve.check_port("127.0.0.1", port)
        sentence = f"Port {port} on 127.0.0.1 cannot be used: Address already in use. Name another with --port."
        assert str(caught.value) == sentence


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_ports_that_do_not_exist(port):
    with pytest.raises(Fault, match="ports go from 1 to 65535"):
        serve.check_port("127.0.0.1", port)


def test_an_unknown_host():
    with pytest.raises(Fault, match="The host nowhere.invalid is not known on this machine"):
        serve.check_port("nowhere.invalid", 8000)


def test_the_web_server_that_never_gets_ready(monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "SECONDS_TO_BE_READY", 0.3)
    portal = serve.Portal("run", "127.0.0.1", free_port(), DataFolder(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, start_new_session=True)
    try:
        with pytest.raises(Fault, match="did not become ready in 0.3 s"):
            serve.wait_until_ready(portal, portal.environment(), serve.Child("web", process, tmp_path / "web.log"))
    finally:
        programs.stop([process])


@pytest.mark.parametrize(
    ("host", "address", "names"),
    [
        ("127.0.0.1", "http://127.0.0.1:80", "127.0.0.1,[::1],localhost"),
        ("::1", "http://[::1]:80", "127.0.0.1,[::1],localhost"),
        ("portal.kg", "http://portal.kg:80", "127.0.0.1,[::1],localhost,portal.kg"),
    ],
)
def test_the_address_and_the_names_it_answers_to(monkeypatch, tmp_path, host, address, names):
    monkeypatch.delenv("TAJRYIBA_URL", raising=False)
    monkeypatch.delenv("TAJRYIBA_HOSTS", raising=False)
    env = serve.Portal("run", host, 80, DataFolder(tmp_path)).environment()
    assert (env["TAJRYIBA_URL"], env["TAJRYIBA_HOSTS"]) == (address, names)
    assert env["DJANGO_SETTINGS_MODULE"] == "tajryiba.config.settings.production"


def test_listening_everywhere_answers_to_the_machine_s_own_name(monkeypatch, tmp_path):
    monkeypatch.delenv("TAJRYIBA_HOSTS", raising=False)
    env = serve.Portal("run", "0.0.0.0", 80, DataFolder(tmp_path)).environment()  # noqa: S104
    assert socket.gethostname() in env["TAJRYIBA_HOSTS"].split(",")
    assert env["TAJRYIBA_URL"] == "http://localhost:80"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('{"level": "INFO", "message": "ERROR is only a word here"}', None),
        ('{"level": "ERROR", "message": "broken"}', "broken"),
        ('{"level": "CRITICAL", "message": "down", "exc_info": "Traceback\\nOSError: full"}', "down — OSError: full"),
        ("[INFO] Started worker-1", None),
        ("[ERROR] Unexpected exit from worker-1", "[ERROR] Unexpected exit from worker-1"),
        ("[1, 2]", None),
    ],
)
def test_which_lines_of_a_log_are_errors(line, shown):
    assert serve.error_in(line) == shown


def test_a_long_log_makes_room_for_a_new_one(monkeypatch, tmp_path):
    data = DataFolder(tmp_path)
    data.make("run")
    monkeypatch.setattr(serve, "LOG_SIZE_TO_KEEP", 5)
    (data.logs / "web.log").write_text("old words")
    child = serve.start("web", [sys.executable, "-c", "print('new words')"], child_environment(), data, [])
    child.process.wait()
    assert (data.logs / "web.log").read_text() == "new words\n"
    assert (data.logs / "web.log.1").read_text() == "old words"
