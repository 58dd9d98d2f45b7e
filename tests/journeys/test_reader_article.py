"""A reader writes for the magazine on a phone, loses the line, sends; an editor asks for changes, then accepts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site

TITLE = "Көчө жарыктары кантип күйдү"
LEAD = "Айыл тургундары ашар менен мамыларды орнотуп, көчөнү жарык кылды."
TEXT = "\n\n".join(["Кечинде көчө караңгы болчу. Чогулуп, мамы орнотуп, чырак илдик, чыгымын эсептедик. " * 10] * 2)
REMARK = "Канча турганын жазыңыз."
ANSWER = "Эсебин экинчи абзацка коштум."
SAVED = "[data-now=saved]"
WAITING = "[data-now=waiting]"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone whose line may break: what its browser says about that is no complaint."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="ky-KG", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: Site, who: str, path: str, language: str) -> None:
    page.goto(f"{site.url}/{language}/account/login/?next={path}")
    page.locator("input[name=login]").fill(f"{who}@sample.tajryiba.local")
    page.locator("input[name=password]").fill(site.password)
    with page.expect_navigation(url=f"**{path}"):
        page.locator("input[name=password]").press("Enter")


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).click()


def test_a_reader_writes_and_the_editors_answer(phone, visitor, axe, no_sideways_scroll, site):
    page = phone
    sign_in(page, site, "member1", "/ky/account/articles/", "ky")
    axe(page)
    press(page, "main form[action$='/start/'] button")
    address = page.url
    page.locator("[name=title]").fill(TITLE)
    expect(page.locator(SAVED)).to_have_count(1)
    axe(page)
    no_sideways_scroll(page)

    page.context.set_offline(True)
    page.locator("[name=lead]").fill(LEAD)
    page.locator("[name=text]").fill(TEXT)
    expect(page.locator(WAITING)).to_have_count(1)
    page.locator("button[value=check]").click()  # goes nowhere without a line
    assert page.url == address
    page.context.set_offline(False)
    page.wait_for_url("**/send/")
    axe(page)
    no_sideways_scroll(page)
    expect(page.locator("article.panel h2")).to_have_text(TITLE)
    page.locator("[name=agreed]").check()
    press(page, "main form.panel button")
    expect(page.locator("article.panel")).to_contain_text(LEAD)
    axe(page)

    editor = visitor(language="ru").page
    sign_in(editor, site, "content", "/admin/article_submissions/", "ru")
    press(editor, f"a:has-text('{TITLE}')")
    axe(editor)
    editor.locator("[name=remark]").fill(REMARK)
    press(editor, "button[formaction$='/changes/']")

    page.goto(address)
    expect(page.locator("main")).to_contain_text(REMARK)
    page.locator("[name=text]").fill(f"{TEXT}\n\n- Чырак: 4 000 сом")
    expect(page.locator(SAVED)).to_have_count(1)
    press(page, "button[value=check]")
    page.locator("[name=answer]").fill(ANSWER)
    page.locator("[name=agreed]").check()
    press(page, "main form.panel button")

    editor.goto(f"{site.url}/admin/article_submissions/")
    press(editor, f"a:has-text('{TITLE}')")
    expect(editor.locator("main")).to_contain_text(ANSWER)
    editor.locator("[name=rubric]").select_option(index=1)
    press(editor, "button[formaction$='/accept/']")
    press(editor, "main a[href*='/admin/pages/']")
    expect(editor.locator("[name=title]")).to_have_value(TITLE)

    page.goto(f"{site.url}/ky/account/articles/")
    expect(page.locator(".badge--green")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_an_article_is_accessible(visitor, axe, no_sideways_scroll, site, width):
    author = visitor(width=width, language="ru", colours="dark" if width == 320 else "light")
    page = author.page
    sign_in(page, site, "manager1", "/ru/account/articles/", "ru")
    press(page, "main form[action$='/start/'] button")
    address = page.url.removeprefix(site.url)
    for path in ("", "?faults=1", "send/", "practices/?q=вода", "practices/?q=zzzz", "earlier/", "withdraw/", "../"):
        author.open(address + path)
        axe(page)
        no_sideways_scroll(page)
