"""A guest finds a practice by facets in Kyrgyz, on a phone; and everything works without script."""

import re

from playwright.sync_api import Page, expect


def catalogue_total(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".toolbar [role=status] b").inner_text()))


def open_filters(page: Page) -> None:
    filters = page.locator("details.facets")
    if filters.get_attribute("open") is None and not page.locator(".facet >> nth=0").is_visible():
        filters.locator("> summary").click()


def choose(page: Page, facet: str, value: str) -> None:
    """Tick a value of a facet, as a person does: open the filters, open the facet, tick, show."""
    open_filters(page)
    box = page.locator(f"input[name={facet}][value='{value}']")
    if not box.is_visible():
        page.locator(f"details.facet:has(input[name={facet}]) > summary").click()
    box.check()
    page.locator(".facets-form button.btn--primary").click()


def test_guest_finds_a_practice_by_facets_in_kyrgyz(visitor):
    guest = visitor(width=390, language="ky")
    page = guest.open("/")
    assert page.url.endswith("/ky/")
    page.locator("details.menu > summary").click()
    page.locator(".menu__list a[href='/ky/practices/']").click()
    total = catalogue_total(page)
    assert total >= 54
    choose(page, "origin", "domestic")
    domestic = catalogue_total(page)
    assert 45 <= domestic < total
    open_filters(page)
    water = page.locator("input[name=topic] + span", has_text="Ичүүчү суу").locator("..")
    promised = int(water.locator("b").inner_text())
    choose(page, "topic", water.locator("input").get_attribute("value"))
    assert catalogue_total(page) == promised
    assert page.locator(".chip--on").count() == 2
    address = page.url
    card = page.locator(".card__title a").first
    title = card.inner_text()
    card.click()
    expect(page.locator("h1")).to_have_text(title)
    assert page.locator("html").get_attribute("lang") == "ky"
    assert page.locator("#sources a").count() >= 1
    page.locator(".trans a[hreflang=ru]").click()
    assert page.locator("html").get_attribute("lang") == "ru"
    guest.open(address)
    assert catalogue_total(page) == promised
    page.locator(".chip--on").first.click()
    assert page.locator(".chip--on").count() == 1


def test_the_same_without_script(visitor):
    page = visitor(width=1280, language="ru", javascript=False).open("/ru/practices/")
    page.locator("#q").fill("вода")
    page.locator("main form[role=search] button").click()
    assert catalogue_total(page) >= 1
    page.locator("#sort").select_option("title")
    page.locator(".toolbar__sort button").click()
    assert "sort=title" in page.url
    assert page.locator("#q").input_value() == "вода"
    page.locator(".card__title a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_order_changes_at_once_with_script(visitor):
    page = visitor(language="ru").open("/ru/practices/?q=вода")
    expect(page.locator(".toolbar__sort button")).to_be_hidden()
    with page.expect_navigation():
        page.locator("#sort").select_option("year")
    assert "sort=year" in page.url
    assert "q=" in page.url


def test_a_municipality_leads_to_its_practices(visitor):
    page = visitor(language="ru").open("/ru/practices/?evidence=1&origin=domestic&sort=title")
    page.locator(".card__title a").first.click()
    title = page.locator("h1").inner_text()
    page.locator(".facts a[href*='/municipalities/']").first.click()
    expect(page.locator(".card__title a", has_text=title)).to_have_count(1)
