"""Somebody looks for water: from the box in the head of any page, mistyped, on a phone, and without script."""

import re

from playwright.sync_api import expect


def test_results_appear_while_one_types(visitor):
    page = visitor(width=1280, language="ky").open("/ky/topics/")
    page.locator("#hq").press_sequentially("таза су")
    first = page.locator(".masthead .live li a").first
    expect(first).to_be_visible(timeout=20_000)  # a process that has just started loads its dictionaries
    title = first.inner_text().splitlines()[0]
    page.locator("#hq").press("Escape")
    expect(page.locator(".masthead .live li")).to_have_count(0)
    page.locator("#hq").press_sequentially("у")
    expect(page.locator(".masthead .live li a").first).to_be_visible(timeout=20_000)
    expect(page.locator("#hq")).to_have_value("таза суу")
    page.locator("#hq").press("Enter")
    expect(page.locator(".find mark").first).to_be_visible()
    assert title
    page.locator(".find a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_what_one_looked_for_stays_in_the_browser(visitor):
    guest = visitor(width=390, language="ru")
    page = guest.open("/ru/search/?q=вода")
    guest.open("/ru/search/?q=дорога")
    page.goto(page.url.partition("?")[0])
    chips = page.locator("[data-recent] .chip")
    expect(chips).to_have_text(["дорога", "вода"])
    page.locator("[data-forget]").click()
    page.reload()
    expect(page.locator("[data-recent]")).to_be_hidden()
    assert page.context.cookies() == []


def test_the_same_without_script(visitor):
    page = visitor(width=390, language="ru", javascript=False).open("/ru/")
    page.locator(".masthead__icon").click()
    page.locator("#q").fill("пит'евая вода водопрвод")
    page.locator("main form[role=search] button").click()
    assert re.search(r"/ru/search/\?q=", page.url)
    expect(page.locator("mark").first).to_be_visible()
    page.locator("nav.subnav a").last.click()
    expect(page.locator("nav.subnav a[aria-current]")).to_have_count(1)
