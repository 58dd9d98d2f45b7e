"""`./portal run` and `./portal demo`: web server, worker and scheduler together, started and stopped as one."""

import http.client
import json
import os
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from portal_tools import environment, programs
from portal_tools.common import Fault, Progress, Stopped, say
from portal_tools.datafolder import SETTINGS, DataFolder
from portal_tools.prepare import prepare

PARTS = {"web": "web server", "worker": "worker"}
WEB_WORKERS = 2
WEB_THREADS = 2
SECONDS_TO_BE_READY = 90
LOG_SIZE_TO_KEEP = 10 * 1024 * 1024
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 (compared with, not listened on)
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
LANGUAGES = {"Кыргызча": "ky/", "Русский": "ru/", "English": "en/", "Administration": "admin/"}


@dataclass
class Portal:
    """What to start and where: filled from the command line."""

    kind: str
    host: str
    port: int
    data: DataFolder
    parts: tuple[str, ...] = tuple(PARTS)

    @property
    def address(self) -> str:
        """The address that people type, unless TAJRYIBA_URL names the public one."""
        host = "localhost" if self.host in EVERY_ADDRESS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def environment(self) -> dict[str, str]:
        env = self.data.environment(DJANGO_SETTINGS_MODULE=SETTINGS[self.kind])
        env.setdefault("TAJRYIBA_URL", self.address)
        env.setdefault("TAJRYIBA_HOSTS", ",".join(self._names(urlsplit(env["TAJRYIBA_URL"]).hostname)))
        return env

    def _names(self, public: str | None) -> list[str]:
        """The host names that the portal answers to."""
        names = {*LOCAL_NAMES, urlsplit(self.address).hostname, public}
        if self.host in EVERY_ADDRESS:
            names |= {socket.gethostname(), own_network_address()}
        return sorted({f"[{name}]" if ":" in name and name[0] != "[" else name for name in names if name})


@dataclass
class Child:
    """One of the portal's processes and its log, of which the errors are shown as they come."""

    name: str
    process: subprocess.Popen
    log: Path
    _read: int = field(default=0)

    def new_errors(self) -> list[str]:
        """The errors written to the log since the last call, one line each."""
        with self.log.open("rb") as file:
            file.seek(self._read)
            *whole, rest = file.read().split(b"\n")
        self._read += sum(len(line) + 1 for line in whole)
        return [text for line in whole if (text := error_in(line.decode(errors="replace")))]


def run(portal: Portal) -> int:
    """Prepare what is missing, start the parts, watch them until a signal or a death. The exit code.

    Raises `Fault` for everything that a person can mend: port taken, folder unwritable, a part that dies.
    """
    if portal.kind == "demo" and os.environ.get("DJANGO_SETTINGS_MODULE") == SETTINGS["run"]:
        raise Fault("DJANGO_SETTINGS_MODULE names the production settings: sample people are not made there.")
    portal.data.make(portal.kind)
    if "web" in portal.parts:
        check_port(portal.host, portal.port)
    os.umask(0o027)
    with portal.data.held(portal.parts) as locks:
        python = environment.python_for_running()
        env = portal.environment()
        prepare(portal.data, portal.kind, python, env)
        return serve(portal, python, env, locks)


def prepare_only(kind: str, data: DataFolder) -> int:
    """`./portal prepare`: what `run` does before it starts anything; for releases on several machines."""
    data.make(kind)
    os.umask(0o027)
    portal = Portal(kind, "localhost", 8000, data)
    with data.held(tuple(PARTS)):
        prepare(data, kind, environment.python_for_running(), portal.environment())
    say("Prepared.")
    return 0


def check_port(host: str, port: int) -> None:
    """Raises `Fault` when nothing can be listened to at this host and port; looked at before the long work."""
    if not 1 <= port <= 65535:
        raise Fault(f"Port {port} does not exist: ports go from 1 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise Fault(f"The host {host} is not known on this machine: {error.strerror}.") from error
    except OSError as error:
        raise Fault(f"Port {port} on {host} cannot be used: {error.strerror}. Name another with --port.") from error


def own_network_address() -> str | None:
    """This machine's address in the network, asked of the routing table; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        return probe.getsockname()[0]
    return None


def commands(portal: Portal, python: Path) -> dict[str, list[str | Path]]:
    web = ["--interface", "wsgi", "--no-ws", "--host", portal.host, "--port", str(portal.port)]
    web += ["--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)]
    web += ["--respawn-failed-workers", "--workers-kill-timeout", str(programs.SECONDS_TO_STOP - 2)]
    worker = ["run_huey", "--skip-checks", "--graceful-signal", "TERM"]
    worker += ["--shutdown-timeout", str(programs.SECONDS_TO_STOP - 2)]
    return {
        "web": [python, "-m", "granian", *web, "tajryiba.config.wsgi:application"],
        "worker": [python, "-m", "django", *worker],
    }


def serve(portal: Portal, python: Path, env: dict[str, str], locks: list[int]) -> int:
    """Start the parts one after the other (the web first: it is what people wait for) and watch them."""
    children: list[Child] = []
    try:
        for name in portal.parts:
            child = start(name, commands(portal, python)[name], env, portal.data, locks)
            children.append(child)
            if name == "web":
                wait_until_ready(portal, env, child)
        announce(portal, env)
        watch(children)
    except Stopped:
        say("\nStopping …")
        return 0
    finally:
        programs.stop([child.process for child in children])
    return 1


def start(name: str, command: list, env: dict[str, str], data: DataFolder, locks: list[int]) -> Child:
    log = data.logs / f"{name}.log"
    if log.exists() and log.stat().st_size > LOG_SIZE_TO_KEEP:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as file:
        process = programs.start(command, env=env, stdout=file, stderr=subprocess.STDOUT, pass_fds=locks)
        return Child(name, process, log, file.tell())


def wait_until_ready(portal: Portal, env: dict[str, str], web: Child) -> None:
    """Wait for 200 from /readyz. Raises `Fault` when the web server dies or stays unready for too long."""
    deadline = time.monotonic() + SECONDS_TO_BE_READY
    with Progress("Starting the web server") as progress:
        while time.monotonic() < deadline:
            check_alive(web)
            answer = ask_ready(portal, env)
            if answer.startswith("200"):
                return
            progress.note = answer
            time.sleep(0.1)
    raise Fault(f"The portal did not become ready in {SECONDS_TO_BE_READY} s ({answer}); its log: {web.log}")


def ask_ready(portal: Portal, env: dict[str, str]) -> str:
    """What /readyz answers: status and text, or why there is no answer."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(portal.host, portal.host)  # noqa: S104
    name = next((name for name in env["TAJRYIBA_HOSTS"].split(",") if name.strip("*.")), "localhost")
    connection = http.client.HTTPConnection(host, portal.port, timeout=10)
    try:
        connection.request("GET", "/readyz", headers={"Host": name.lstrip(".")})
        response = connection.getresponse()
        return f"{response.status} {response.read(300).decode(errors='replace').strip()}"
    except (OSError, http.client.HTTPException) as error:
        return f"no answer yet: {error}"
    finally:
        connection.close()


def announce(portal: Portal, env: dict[str, str]) -> None:
    if "web" not in portal.parts:
        say(f"The worker is running. Its log: {portal.data.logs / 'worker.log'}\nStop with Ctrl-C.")
        return
    if portal.kind == "demo" and portal.data.sample_people.exists():
        say("\n" + portal.data.sample_people.read_text(encoding="utf-8").rstrip())
    say("\nThe portal is ready:")
    for name, path in LANGUAGES.items():
        say(f"  {name:15} {env['TAJRYIBA_URL'].rstrip('/')}/{path}")
    say(f"Data and logs: {portal.data.path}\nStop with Ctrl-C.")


def watch(children: list[Child]) -> None:
    """Show errors as they are logged. Returns never: raises `Stopped` on a signal, `Fault` when a child dies."""
    while True:
        for child in children:
            for text in child.new_errors():
                say(f"{PARTS[child.name]}: {text}")
            check_alive(child)
        time.sleep(0.3)


def check_alive(child: Child) -> None:
    code = child.process.poll()
    if code is not None:
        how = f"with exit code {code}" if code >= 0 else f"by signal {-code}"
        raise Fault(
            f"{programs.last_lines(child.log)}\nThe {PARTS[child.name]} ended by itself {how}; its log: {child.log}"
        )


def error_in(line: str) -> str | None:
    """The line for a person when a line of a log reports an error: ours are JSON objects, a server's own are text."""
    try:
        entry = json.loads(line)
    except ValueError:
        return line if "ERROR" in line or "Traceback" in line else None
    if not isinstance(entry, dict) or entry.get("level") not in ("ERROR", "CRITICAL"):
        return None
    cause = str(entry.get("exc_info") or "").strip().splitlines()[-1:]
    return " — ".join([str(entry.get("message")), *cause])
