"""A municipality writes a full case on a line that breaks, goes on from another device, sends it; the editors answer.

What reached the portal opens on the other device; what did not waits in the first browser, also after it was closed,
and goes up once when the line is back.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Request, expect

from tests.journeys.conftest import BROWSER_OPTIONS, Site

TITLE = "Дарылардын жээги бекемделди"
PROBLEM = "Жазында суу короолорго кирчү."
TAIL = "Биринчи бекемдөө көчүп кетти: таш майда болгон."
ELSEWHERE = "Кыштын айынан башталышы керек эле."
RESULT = "Эки жылдан бери суу кирген жок."
SAVED = "[data-now=saved]"
WAITING = "[data-now=waiting]"


def sign_in(page: Page, site: Site, who: str, language: str = "ky") -> None:
    page.goto(f"{site.url}/{language}/account/login/?next=/{language}/account/submissions/")
    page.locator("input[name=login]").fill(f"{who}@sample.tajryiba.local")
    page.locator("input[name=password]").fill(site.password)
    with page.expect_navigation(url="**/account/submissions/"):
        page.locator("input[name=password]").press("Enter")


def is_save(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/save/")


def saved_names(requests: list[Request]) -> list[str]:
    return [edit["name"] for request in requests for edit in json.loads(request.post_data)["edits"]]


@pytest.fixture
def phone(playwright: Playwright, chromium_path: str, tmp_path: Path) -> Iterator:
    """`phone()` opens the browser of the first device, with what it had kept when it was closed the last time."""
    opened: list[BrowserContext] = []

    def open_browser() -> BrowserContext:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "phone",
            executable_path=chromium_path,
            args=list(BROWSER_OPTIONS),
            viewport={"width": 390, "height": 844},
            locale="ky-KG",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_browser
    opened[-1].close()


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.casestep').forEach(step => { step.open = true })")


def test_the_line_breaks_in_the_middle_of_the_full_case(phone, visitor, site):
    context = phone()
    page = context.pages[0]
    sign_in(page, site, "member1")
    with page.expect_navigation():
        page.locator("button[value=full]").click()
    address = page.url
    page.locator("[name=title]").fill(TITLE)
    page.locator("[data-next=step-story]").click()
    expect(page.locator("#step-story")).to_have_attribute("open", "")
    page.locator("[name=problem]").fill(PROBLEM)
    page.locator("[name=participation][value=labour]").check()
    expect(page.locator(SAVED)).to_have_count(1)

    context.set_offline(True)
    open_all(page)
    page.locator("[name=failed]").fill(TAIL)
    page.locator("[name=results_note]").fill(RESULT)
    page.locator("[name=participation][value=hearings]").check()
    expect(page.locator(WAITING)).to_have_count(1)
    expect(page.locator("[data-news]")).to_be_visible()
    page.locator("aside button[value=check]").click()  # goes nowhere without a line, and says so
    assert page.url == address
    context.close()

    laptop = visitor(language="ky")
    sign_in(laptop.page, site, "member1")
    laptop.page.get_by_role("link", name=TITLE).click()
    open_all(laptop.page)
    expect(laptop.page.locator("[name=title]")).to_have_value(TITLE)
    expect(laptop.page.locator("[name=problem]")).to_have_value(PROBLEM)
    expect(laptop.page.locator("[name=participation][value=labour]")).to_be_checked()
    expect(laptop.page.locator("[name=failed]")).to_have_value("")
    laptop.page.locator("[name=failed]").fill(ELSEWHERE)
    laptop.page.locator("[name=lessons]").fill("Ташты алдын ала тандаңыз.")
    expect(laptop.page.locator(SAVED)).to_have_count(1)

    context = phone()
    page = context.pages[0]
    saves: list[Request] = []
    context.on("request", lambda request: saves.append(request) if is_save(request) else None)
    page.goto(f"{site.url}/ky/account/submissions/")  # any page of the submissions sends what waits
    expect(page.locator(SAVED)).to_have_count(1)
    assert sorted(saved_names(saves)) == ["failed", "participation", "results_note"]
    page.goto(address)
    open_all(page)
    for name, value in (
        ("title", TITLE),
        ("problem", PROBLEM),
        ("failed", TAIL),
        ("results_note", RESULT),
        ("lessons", "Ташты алдын ала тандаңыз."),
    ):
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    for way in ("labour", "hearings"):
        expect(page.locator(f"[name=participation][value={way}]")).to_be_checked()
    assert len(saves) == 1, "nothing goes up twice"

    laptop.open(address.removeprefix(site.url) + "history/")
    expect(laptop.page.locator("blockquote")).to_have_text([ELSEWHERE])  # the other text of the conflict is kept


def test_the_line_comes_back_while_the_page_is_open(phone, site):
    context = phone()
    page = context.pages[0]
    sign_in(page, site, "member2")
    with page.expect_navigation():
        page.locator("button[value=snapshot]").click()
    saves: list[Request] = []
    context.on("request", lambda request: saves.append(request) if is_save(request) else None)
    context.set_offline(True)
    page.locator("[name=title]").type("Суу", delay=20)
    expect(page.locator(WAITING)).to_have_count(1)
    saves.clear()
    context.set_offline(False)
    expect(page.locator(SAVED)).to_have_count(1)
    assert saved_names(saves) == ["title"]
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("Суу")


def write_snapshot(page: Page) -> None:
    words = {
        "title": "Көпүрө ашар менен оңдолду",
        "summary": "120 короо кайрадан мектепке кыска жол менен барат.",
        "problem": "Көпүрө эки жыл жабык турган.",
        "solution": "Тургундар тактай, айыл өкмөтү темир алып келди.",
        "results_note": "Балдар мектепке он мүнөттө жетет.",
        "failed": "Биринчи тактай чирик чыкты.",
        "year_to": "2025",
    }
    for name, text in words.items():
        page.locator(f"[name={name}]").fill(text)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_snapshot_is_written_reviewed_mended_and_published(visitor, axe, no_sideways_scroll, site, javascript):
    author = visitor(width=390, language="ky", javascript=javascript)
    page = author.page
    sign_in(page, site, "member3" if javascript else "manager3")
    with page.expect_navigation():
        page.locator("button[value=snapshot]").click()
    write_snapshot(page)
    if not javascript:
        page.locator("[name=title]").fill("Көпүрөнү тургундар ашар менен жаңылашты")
    title = page.locator("[name=title]").input_value()
    with page.expect_navigation(url="**/check/"):
        page.locator("aside button[value=check]").click()
    if javascript:
        axe(page)
        no_sideways_scroll(page)
    with page.expect_navigation(url="**/check/"):
        page.locator("form.chips button").first.click()
    with page.expect_navigation(url="**/status/"):
        page.locator("form[action$='/send/'] button").click()

    editor = visitor(language="ru")
    editor.page.goto(f"{site.url}/ru/account/login/?next=/admin/submissions/")
    editor.page.locator("input[name=login]").fill("content@sample.tajryiba.local")
    editor.page.locator("input[name=password]").fill(site.password)
    with editor.page.expect_navigation(url="**/admin/submissions/"):
        editor.page.locator("input[name=password]").press("Enter")
    editor.page.get_by_role("link", name=title).click()
    editor.page.locator("[name=on-failed]").fill("Канча күнгө кечикти?")
    with editor.page.expect_navigation():
        editor.page.locator("button[formaction$='/changes/']").click()

    author.open("/ky/account/submissions/")
    page.get_by_role("link", name=title).click()
    expect(page.locator("#f-failed-comments")).to_contain_text("Канча күнгө кечикти?")
    page.locator("[name=failed]").fill("Биринчи тактай чирик чыкты, бир апта кечикти.")
    with page.expect_navigation(url="**/check/"):
        page.locator("aside button[value=check]").click()
    with page.expect_navigation(url="**/status/"):
        page.locator("form[action$='/send/'] button").click()

    editor.open("/admin/submissions/")
    editor.page.get_by_role("link", name=title).click()
    with editor.page.expect_navigation():
        editor.page.locator("button[formaction$='/publish/']").click()
    page.reload()
    with page.expect_navigation():
        page.locator("main a.btn--primary").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("#lessons")).to_contain_text("бир апта кечикти")
    assert re.search(r"/ky/practices/\d+-", page.url)
