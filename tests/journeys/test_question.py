"""A reader asks under a practice from a phone, without script; a moderator publishes and answers; all read it."""

import email
import email.policy
import time
from pathlib import Path

from playwright.sync_api import expect

QUESTION = "Түтүккө кеткен акчаны ким төлөдү?"
ANSWER = "Жарымын айыл өкмөтү, жарымын тургундар төлөштү."


def sign_in(visitor, who: str, then: str, **browser):
    person = visitor(**browser)
    language = browser.get("language", "ky")
    page = person.open(f"/{language}/account/login/?next={then}")
    page.locator("input[name=login]").fill(f"{who}@sample.tajryiba.local")
    page.locator("input[name=password]").fill(person.site.password)
    with page.expect_navigation():
        page.locator("input[name=password]").press("Enter")
    return person


def letters_to(site, who: str, containing: str) -> list[str]:
    """What the worker has written for this person; waits until there is one, as a letter takes a moment."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        found = [text for path in Path(site.data / "mail").glob("*") if containing in (text := words_of(path, who))]
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"No letter to {who} says: {containing}")


def words_of(path: Path, who: str) -> str:
    """The words of the letters in a file that are for this person."""
    letters = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    parsed = [email.message_from_bytes(one.lstrip(), policy=email.policy.default) for one in letters if one.strip()]
    mine = [letter for letter in parsed if f"{who}@" in str(letter["To"])]
    return "\n".join(f"{letter['Subject']}\n{letter.get_content()}" for letter in mine)


def test_a_question_from_the_phone_to_the_answer(visitor, axe, no_sideways_scroll):
    reader = sign_in(visitor, "reader", "/ky/practices/1/", width=390, javascript=False)
    page = reader.page
    page.locator("#questions a.btn--primary").click()
    page.locator("textarea[name=text]").fill(QUESTION)
    page.locator("main form button.btn--primary").click()
    expect(page).to_have_url(f"{reader.site.url}/ky/account/questions/")
    expect(page.locator("main")).to_contain_text(QUESTION)

    guest = visitor(width=390, language="ky")
    expect(guest.open("/ky/practices/1/").locator("#questions")).not_to_contain_text(QUESTION)

    moderator = sign_in(visitor, "content", "/admin/cases/", language="ru")
    page = moderator.page
    page.locator("main tr", has_text="Вопрос авторам").locator("td a").first.click()
    expect(page.locator("main")).to_contain_text(QUESTION)
    page.locator("main a[href*='/admin/posts/']").click()
    with page.expect_navigation():
        page.locator("button[value=approve]").click()

    page = moderator.open("/ru/discussions/practice/1/")
    page.locator("main a[href*='/account/answer/']").first.click()
    page.locator("textarea[name=text]").fill(ANSWER)
    page.locator("select[name=lang]").select_option("ky")
    with page.expect_navigation():
        page.locator("main form button.btn--primary").click()
    assert "#post-" in page.url

    for colours in ("light", "dark"):
        guest = visitor(width=390, language="ky", colours=colours)
        page = guest.open("/ky/practices/1/")
        expect(page.locator("#questions")).to_contain_text(QUESTION)
        expect(page.locator("#questions")).to_contain_text(ANSWER)
        axe(page)
        no_sideways_scroll(page)
        axe(guest.open("/ky/discussions/practice/1/"))

    page = reader.open("/ky/account/notices/")
    expect(page.locator("main")).to_contain_text(ANSWER)
    assert ANSWER in letters_to(reader.site, "reader", ANSWER)[0]
    page.locator("main article a.btn").first.click()
    expect(page.locator("main")).to_contain_text(ANSWER)
