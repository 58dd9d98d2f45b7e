"""For journeys: the real portal with sample people, started as a person starts it, and pages in a real Chromium.

Nothing here touches the database of the tests: what a journey wants to exist, it makes in the browser, or finds in the
starter content.
"""

import http.client
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from portal_tools import programs
from portal_tools.common import ROOT, child_environment, free_port

SAMPLE_PASSWORD = "a-password-for-journeys"
SECONDS_TO_BE_READY = 180
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOCALES = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}
HEIGHTS = {390: 844, 320: 640}
# Reported by the browser when a page breaks its content policy, whatever the policy was about.
REPORT_POLICY = """addEventListener('securitypolicyviolation', event =>
    console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""


@dataclass(frozen=True)
class Site:
    """The running portal: its address, its data folder, the password of every sample person."""

    url: str
    data: Path
    password: str = SAMPLE_PASSWORD


@pytest.fixture(scope="session")
def site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`./portal demo` on a data folder of its own, which is migrated beforehand to save half a minute."""
    data = tmp_path_factory.mktemp("portal")
    shutil.copyfile(sqlite_template, data / "portal.sqlite3")
    port = free_port()
    log = data.with_suffix(".log")
    command = [sys.executable, ROOT / "portal", "demo", "--data", data, "--port", str(port)]
    with log.open("wb") as file:
        process = programs.start(
            command,
            env=child_environment(TAJRYIBA_SAMPLE_PASSWORD=SAMPLE_PASSWORD),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, port, log)
        yield Site(f"http://127.0.0.1:{port}", data)
    finally:
        programs.stop([process], seconds=2 * programs.SECONDS_TO_STOP)


def _wait(process: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_BE_READY
    while time.monotonic() < deadline and process.poll() is None:
        if _is_ready(port):
            return
        time.sleep(0.2)
    pytest.fail(f"The portal did not become ready:\n{programs.last_lines(log, 60)}", pytrace=False)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path, args=list(BROWSER_OPTIONS))
    yield browser
    browser.close()


class Visitor:
    """One person with a browser of their own: pages, cookies, and all that the browser complained about."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context = context
        self.site = site
        self.complaints: list[str] = []
        self._expected: set[str] = set()
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        self.page: Page = context.new_page()

    def open(self, path: str, status: int = 200) -> Page:
        """Go to a path of the site; the answer must have this status."""
        address = path if path.startswith("http") else self.site.url + path
        if status >= 400:
            self._expected.add(address)
        response = self.page.goto(address)
        assert response is not None, f"{path} gave no answer"
        log = programs.last_lines(self.site.data / "logs" / "web.log", 5) if response.status >= 500 else ""
        assert response.status == status, f"{path} answered {response.status}, not {status}\n{log}"
        return self.page

    def _note_console(self, message: ConsoleMessage) -> None:
        """A page that is meant to be an error makes the browser report its own address: that is no complaint."""
        if message.type == "error" and message.location.get("url") not in self._expected:
            self.complaints.append(f"{message.text} ({message.location.get('url')})")


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """`visitor(width=390, language="ky", colours="dark", javascript=False)` is a person with a new browser.

    After the test every console error, script error and breach of the content policy fails it.
    """
    visitors: list[Visitor] = []

    def make(
        *, width: int = 1280, language: str = "ky", colours: str = "light", javascript: bool = True, **more
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            locale=LOCALES[language],
            timezone_id="Asia/Bishkek",
            color_scheme=colours,
            reduced_motion="reduce",
            java_script_enabled=javascript,
            **more,
        )
        context.set_default_timeout(15_000)
        context.add_init_script(REPORT_POLICY)
        visitors.append(Visitor(context, site))
        return visitors[-1]

    yield make
    complaints = [complaint for one in visitors for complaint in one.complaints]
    for one in visitors:
        one.context.close()
    assert not complaints, "The browser complained:\n" + "\n".join(f"  {complaint}" for complaint in complaints)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with one paragraph for each accessibility fault that axe-core finds on the page."""
    tool = Axe()

    def check(page: Page, options: dict | None = None) -> None:
        found = tool.run(page, options=options or {"resultTypes": ["violations"]}).response["violations"]
        assert not found, f"{page.url}: {len(found)} kinds of fault\n" + "\n".join(map(_describe, found))

    return check


def _describe(fault: dict) -> str:
    places = []
    for node in fault["nodes"][:5]:
        summary = " ".join(str(node.get("failureSummary", "")).split())
        places.append(f"    {' '.join(map(str, node['target']))}\n      {summary[:400]}")
    more = len(fault["nodes"]) - len(places)
    tail = [f"    … and {more} more"] if more > 0 else []
    return "\n".join([f"  {fault['id']} ({fault['impact']}): {fault['help']}", *places, *tail])


@pytest.fixture(scope="session")
def no_sideways_scroll() -> Callable[[Page], None]:
    """`no_sideways_scroll(page)` fails when the page is wider than its window, naming what sticks out."""
    script = """() => {
        const width = document.documentElement.clientWidth
        if (document.documentElement.scrollWidth <= width) return []
        return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1)
            .slice(-5).map(e => `${e.tagName}.${e.getAttribute('class') || ''} «${e.textContent.trim().slice(0, 30)}»`)
            .concat(`${document.documentElement.scrollWidth} wide in ${width}`)
    }"""

    def check(page: Page) -> None:
        sticking_out = page.evaluate(script)
        assert not sticking_out, f"{page.url} scrolls sideways: {', '.join(sticking_out)}"

    return check
