"""An expert registers from a phone, a moderator publishes; an editor asks for a comment, the reply comes by the link of
the letter without signing in, is published, and a guest reads it beside the practice.
"""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.test_question import letters_to, sign_in

COMMENT = "Суу өлчөгүч коюлбаса, тариф үч жылдан кийин иштебей калат."
EDITED = "Суу өлчөгүч коюлбаса, тариф үч жылда иштебей калат."
PRACTICE = "/ky/practices/1/"


def press(page, locator) -> None:
    with page.expect_navigation():
        locator.click()


def test_from_the_profile_to_the_comment_beside_the_practice(visitor, axe, no_sideways_scroll):
    expert = sign_in(visitor, "analyst", "/ky/account/expert/", width=390, javascript=False)
    page = expert.page
    axe_is_for_pages_with_script = visitor(width=390, language="ky")
    page.locator("input[name=name_ru]").fill("Образец Аналитик")
    page.locator("input[name=post_ky]").fill("үлгү адис")
    page.locator("input[name=topics]").first.check()
    page.locator("input[name=languages][value=ky]").check()
    page.locator("textarea[name=biography_ky]").fill("Бул үлгү барак.")
    press(page, page.locator("button[name=send]"))
    expect(page.locator("main .badge").first).to_be_visible()
    guest = axe_is_for_pages_with_script
    expect(guest.open("/ky/experts/").locator("main")).not_to_contain_text("Үлгү Аналитик")

    moderator = sign_in(visitor, "content", "/admin/experts/?state=waiting", language="ru")
    page = moderator.page
    page.locator("main td a", has_text="Аналитик").first.click()
    press(page, page.locator("button[value=publish]"))
    page = guest.open("/ky/experts/")
    expect(page.locator("main")).to_contain_text("Үлгү Аналитик")
    page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
    axe(page)
    no_sideways_scroll(page)
    press(page, page.locator("main h2 a", has_text="Үлгү Аналитик"))
    axe(page)
    no_sideways_scroll(page)

    editor = sign_in(visitor, "editor", "/admin/experts/requests/new/", language="ru")
    page = editor.page
    page.locator("#id_deadline").fill((date.today() + timedelta(days=7)).strftime("%d.%m.%Y"))
    page.locator("#id_about").fill(editor.site.url + PRACTICE)
    page.locator("#id_expert").select_option(label="Образец Аналитик")
    page.locator("#id_words").fill("Бул тажрыйба тууралуу эмне дейсиз?")
    with page.expect_navigation():  # by the keyboard: the calendar of the date covers the button
        page.locator("#id_about").press("Enter")
    request = page.url

    letter = letters_to(editor.site, "analyst", "comments/reply")[-1]
    link = re.search(r"(/ky/experts/comments/reply/\?key=\S+)", letter)[1]
    stranger = visitor(width=390, language="ky")
    page = stranger.open(link)
    axe(page)
    no_sideways_scroll(page)
    page.locator("textarea[name=text]").fill(COMMENT)
    press(page, page.locator("main form button"))
    expect(page.locator("main")).to_contain_text(COMMENT)
    axe(page)
    assert stranger.context.cookies() == [] or all(one["name"] != "sessionid" for one in stranger.context.cookies())
    expect(guest.open(PRACTICE).locator("main")).not_to_contain_text(COMMENT)

    page = editor.open(request.removeprefix(editor.site.url))
    expect(page.locator("main")).to_contain_text(COMMENT)
    page.locator("#id_text").fill(EDITED)
    press(page, page.locator("button[value=publish]"))

    for colours in ("light", "dark"):
        page = visitor(width=390, language="ky", colours=colours).open(PRACTICE)
        expect(page.locator("#comments")).to_contain_text(EDITED)
        expect(page.locator("#comments")).not_to_contain_text("үч жылдан кийин")
        axe(page)
        no_sideways_scroll(page)
    assert EDITED in letters_to(editor.site, "analyst", EDITED)[-1]

    page = expert.open("/ky/account/invitations/")
    press(page, page.locator("main h2 a").first)
    expect(page.locator("main")).to_contain_text(COMMENT)
    expect(page.locator("main")).to_contain_text(EDITED)


def test_pages_of_an_expert_in_the_account_are_accessible(visitor, axe, no_sideways_scroll):
    for language in ("ky", "ru", "en"):
        expert = sign_in(visitor, "expert", f"/{language}/account/expert/", width=390, language=language)
        for address in ("expert/", "invitations/", "experts/messages/", "absence/", "experts/2/write/", ""):
            page = expert.open(f"/{language}/account/{address}")
            page.wait_for_load_state("networkidle")
            axe(page)
            no_sideways_scroll(page)
