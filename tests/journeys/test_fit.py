"""A guest picks a municipality, orders the catalogue by what fits it, reads why, compares three practices."""

import re

import pytest
from playwright.sync_api import Page, expect

CITY = "Каракол"  # its population is in the starter register, and so are those of the cities it is compared with


def choose_city(page: Page, name: str = CITY) -> None:
    page.locator("#q").fill(name)
    page.locator("main form[role=search] .btn--primary").click()
    page.locator("li.panel", has_text=f"{name}").filter(has_text="шаар").or_(
        page.locator("li.panel", has_text="город")
    ).first.locator("button").click()


def scores(page: Page) -> list[int]:
    return [int(text) for text in page.locator(".fitnote > b").all_inner_texts()]


def test_a_guest_sorts_by_what_fits_reads_why_and_compares_three(visitor, axe, no_sideways_scroll):
    guest = visitor(width=1280, language="ru")
    page = guest.open("/ru/practices/")
    with page.expect_navigation():
        page.locator("#sort").select_option("fit")
    page.locator(".notice--gold a").click()
    expect(page.locator("h1")).to_have_text("Мой муниципалитет")
    axe(page)
    choose_city(page)
    assert re.search(r"/ru/practices/\?sort=fit&unit=\d+$", page.url)
    unit = re.search(r"unit=(\d+)", page.url)[1]
    found = scores(page)
    assert len(found) >= 3
    assert found == sorted(found, reverse=True)
    axe(page)
    no_sideways_scroll(page)

    page.locator(".fitnote a").first.click()
    assert f"unit={unit}#fit" in page.url
    panel = page.locator("#fit")
    expect(panel.locator(".score b")).to_have_text(str(found[0]))
    assert panel.locator("tbody tr").count() >= 1
    expect(panel).to_contain_text("неизвестно")
    axe(page)
    no_sideways_scroll(page)
    page.go_back()

    picks = page.locator(".pick input[type=checkbox]")
    for number in range(3):
        picks.nth(number).check()
    page.locator("#compare button").click()
    assert page.url.count("id=") == 3
    assert f"unit={unit}" in page.url
    assert page.locator(".compare thead th").count() == 3
    expect(page.locator("[data-print]")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    address = page.url
    titles = page.locator(".compare thead a").all_inner_texts()

    other = visitor(width=390, language="ru").open(address)
    assert other.locator(".compare thead a").all_inner_texts() == titles
    no_sideways_scroll(other)
    other.emulate_media(media="print")
    expect(other.locator(".compare")).to_be_visible()
    expect(other.locator(".masthead")).to_be_hidden()

    guest.open("/ru/practices/1/")
    expect(page.locator("#fit")).to_contain_text(CITY)  # the script knew the choice from the cookie


@pytest.mark.parametrize("width", [390, 1280])
def test_the_same_without_script(visitor, width, no_sideways_scroll):
    page = visitor(width=width, language="ky", javascript=False).open("/ky/practices/1/")
    page.locator("#fit a.btn").click()
    choose_city(page)
    assert re.search(r"/ky/practices/1-[\w-]+/\?unit=\d+#fit$", page.url)
    expect(page.locator("#fit")).to_contain_text(CITY)
    no_sideways_scroll(page)
    page.locator(".crumbs a[href='/ky/practices/']").click()
    page.locator("a[href*='account/municipality/?next=']").first.click()
    assert re.search(r"/ky/practices/\?sort=fit&unit=\d+$", page.url)  # the choice is remembered: no second question
    assert scores(page) == sorted(scores(page), reverse=True)
    picks = page.locator(".pick input[type=checkbox]")
    for number in range(2):
        picks.nth(number).check()
    page.locator("#compare button").click()
    assert page.locator(".compare thead th").count() == 2


def test_a_manager_fills_in_the_profile_and_reads_it_on_the_page(visitor, axe, no_sideways_scroll):
    manager = visitor(width=390, language="ru")
    page = manager.open("/ru/account/login/")
    page.locator("input[name=login]").fill("manager2@sample.tajryiba.local")
    page.locator("input[name=password]").fill(manager.site.password)
    with page.expect_navigation():
        page.locator("input[name=password]").press("Enter")
    manager.open("/ru/account/")
    page.locator("a[href*='/account/municipality/'][href$='/profile/']").first.click()
    page.locator("#id_common_source").fill("Паспорт муниципалитета (образец)")
    page.locator("#id_common_year").fill("2024")
    page.locator("#id_population").fill("6 840")
    page.locator("#id_highland").select_option("yes")
    page.locator("#id_budget_som").fill("38 600 000")
    page.locator("input[name=languages][value=ky]").check()
    axe(page)
    no_sideways_scroll(page)
    page.locator("main form button.btn--primary").last.click()
    expect(page.locator("#profile + dl")).to_contain_text("38,6 млн сом (2024)")
    expect(page.locator("#profile + dl")).to_contain_text("Паспорт муниципалитета (образец)")
    manager.open("/ru/account/municipality/?next=/ru/practices/%3Fsort%3Dfit")
    assert re.search(r"sort=fit&unit=\d+$", page.url)  # a member's own municipality is known
    assert len(scores(page)) >= 1
