"""A content administrator writes a practice in Kyrgyz, previews, sends it through the workflow; later in Russian."""

import re

from playwright.sync_api import Page, expect

TITLE_KY = "Көчөлөр күн шамы менен жарыктандырылды"
TITLE_RU = "В селе зажгли уличный свет"


def sign_in(visitor, who: str, **browser):
    person = visitor(language="ru", **browser)
    page = person.open("/ru/account/login/?next=/admin/")
    page.locator("input[name=login]").fill(f"{who}@sample.tajryiba.local")
    page.locator("input[name=password]").fill(person.site.password)
    with page.expect_navigation(url="**/admin/"):
        page.locator("input[name=password]").press("Enter")
    return person


def press(page: Page, action: str) -> None:
    """A button of the footer: at once when it is the main one, else out of the menu beside it."""
    button = page.locator(f"footer button[name={action}]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        button.click()


def write(page: Page, field: str, words: str) -> None:
    page.locator(f"#panel-{field}-content [role=textbox]").click()
    page.keyboard.type(words)
    expect(page.locator(f"[name={field}]")).to_have_value(re.compile(re.escape(words)))  # the editor keeps it by then


def write_practice(page: Page) -> None:
    page.locator("#id_working_title").fill(TITLE_KY)
    page.locator("#id_main_topic").select_option(index=8)
    page.locator("#id_year_to").fill("2026")
    page.locator("#id_cost_som").fill("1200000")
    with page.expect_navigation(url="**/edit/*/"):
        page.locator("footer button[type=submit]").first.click()


def write_text(page: Page, title: str, summary: str, problem: str, solution: str) -> None:
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill(summary)
    write(page, "problem", problem)
    write(page, "solution", solution)
    with page.expect_navigation(url="**/edit/*/"):
        page.locator("footer button[type=submit]").first.click()


def test_a_practice_from_the_first_word_to_the_reader(visitor):
    editor = sign_in(visitor, "content")
    page = editor.open("/admin/snippets/practices/practice/add/")
    write_practice(page)
    facts = page.url
    page.locator("a[href*='lang=ky']").click()
    write_text(
        page, TITLE_KY, "Айыл 40 шам орнотту.", "Кечинде көчө караңгы болчу.", "Күн нурунан иштеген шамдар коюлду."
    )

    reader = visitor(width=390, language="ky")
    reader.open("/ky/practices/?q=күн шамы")
    expect(reader.page.locator(".card")).to_have_count(0)

    text = page.url
    page.locator("[data-side-panel-toggle=preview], [data-side-panel=preview]").first.click()
    preview = page.frame_locator("#w-preview-iframe, iframe[id*=preview]").first
    expect(preview.locator("h1")).to_have_text(TITLE_KY)
    expect(preview.locator("#problem")).to_contain_text("Кечинде көчө караңгы болчу.")

    editor.open(text)
    press(page, "action-submit")
    page.goto(text)
    approve(page)
    reader.open("/ky/practices/?q=күн шамы")
    reader.page.locator(".card__title a").click()
    expect(reader.page.locator("h1")).to_have_text(TITLE_KY)
    expect(reader.page.locator(".glance")).to_contain_text("1,2")
    address = reader.page.url
    reader.open(address.replace("/ky/", "/ru/"))
    expect(reader.page.locator("h1")).to_have_attribute("lang", "ky")

    editor.open(facts)
    page.locator("a[href*='lang=ru']").click()
    write_text(
        page, TITLE_RU, "Поставили 40 ламп.", "Вечером на улицах было темно.", "Поставили лампы на солнечных батареях."
    )
    press(page, "action-publish")
    reader.open(address)
    expect(reader.page.locator("h1")).to_have_text(TITLE_KY)
    reader.page.locator(".trans a[hreflang=ru]").click()
    expect(reader.page.locator("h1")).to_have_text(TITLE_RU)


def approve(page: Page) -> None:
    """«Approve and publish» of the workflow's task."""
    button = page.locator("footer [data-workflow-action-name=approve]").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        button.click()


def test_an_editor_cannot_publish_and_a_reader_cannot_enter(visitor):
    page = sign_in(visitor, "editor").open("/admin/snippets/practices/practicetext/")
    page.locator("a[href*='/edit/']").first.click()
    expect(page.locator("footer button[name=action-publish]")).to_have_count(0)
    expect(page.locator("footer button[name=action-submit]")).to_have_count(1)
    reader = visitor(language="ru")
    reader.open("/ru/account/login/")
    reader.page.locator("input[name=login]").fill("reader@sample.tajryiba.local")
    reader.page.locator("input[name=password]").fill(reader.site.password)
    with reader.page.expect_navigation():
        reader.page.locator("input[name=password]").press("Enter")
    reader.open("/admin/snippets/practices/practice/", status=403)
