"""axe-core on every kind of page × 3 languages × 2 widths, light and dark in turn; no sideways scroll at 320 px."""

import pytest

PAGES = {
    "home": "/{lang}/",
    "catalogue": "/{lang}/practices/",
    "nothing found": "/{lang}/practices/?q=zzzz",
    "search": "/{lang}/search/?q=суу",
    "search without result": "/{lang}/search/?q=zzzz",
    "practice": "/{lang}/practices/1/",
    "catalogue seen from a municipality": "/{lang}/practices/?unit=60&sort=fit",
    "practice seen from a municipality": "/{lang}/practices/1/?unit=60",
    "comparison": "/{lang}/practices/compare/?id=1&id=2&id=3&id=4&unit=60",
    "choose a municipality": "/{lang}/account/municipality/?q=су",
    "questions": "/{lang}/discussions/practice/1/",
    "library": "/{lang}/library/",
    "nothing found in the library": "/{lang}/library/?q=zzzz",
    "material": "/{lang}/library/12/",
    "form of a sample": "/{lang}/library/12/fill/",
    "collections": "/{lang}/library/collections/",
    "collection": "/{lang}/library/collections/1/",
    "laws": "/{lang}/laws/",
    "act": "/{lang}/laws/1/",
    "changes of acts": "/{lang}/laws/changes/",
    "topics": "/{lang}/topics/",
    "topic": "/{lang}/topics/water/",
    "municipalities": "/{lang}/municipalities/",
    "municipality": "/{lang}/municipalities/60/",
    "experts": "/{lang}/experts/",
    "experts, none found": "/{lang}/experts/?kind=state&available=yes&topic=1&speaks=tg",
    "expert": "/{lang}/experts/1/",
    "sign in": "/{lang}/account/login/",
    "sign up": "/{lang}/account/signup/",
    "consent": "/{lang}/account/consents/personal_data/",
}
MISSING = "/{lang}/nothing-here/"
# Each language on the phone and on the desk, each width in both colours: all twelve would take ten minutes.
LOOKS = [
    ("ky", 390, "light"),
    ("ky", 1280, "dark"),
    ("ru", 390, "dark"),
    ("ru", 1280, "light"),
    ("en", 390, "light"),
    ("en", 1280, "dark"),
]


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_pages_are_accessible(visitor, axe, no_sideways_scroll, language, width, colours):
    guest = visitor(width=width, language=language, colours=colours)
    for address in PAGES.values():
        page = guest.open(address.format(lang=language))
        page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
        axe(page)
        no_sideways_scroll(page)
    axe(guest.open(MISSING.format(lang=language), status=404))


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_nothing_sticks_out_at_320(visitor, no_sideways_scroll, language):
    guest = visitor(width=320, language=language)
    for address in PAGES.values():
        page = guest.open(address.format(lang=language))
        no_sideways_scroll(page)
        page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
        no_sideways_scroll(page)


def test_nothing_moves_while_a_page_loads(visitor):
    """No layout shift on a phone, with the font and pictures arriving late."""
    guest = visitor(width=390, language="ky")
    guest.context.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift += e.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in ("/ky/", "/ky/practices/", "/ky/practices/1/", "/ky/municipalities/"):
        page = guest.open(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") < 0.02, address


ACCOUNT_PAGES = (
    "/{lang}/account/",
    "/{lang}/account/notices/",
    "/{lang}/account/notices/letters/",
    "/{lang}/account/questions/",
    "/{lang}/account/articles/",
    "/{lang}/account/ask/practice/1/",
    "/{lang}/account/profile/",
    "/{lang}/account/organisations/",
    "/{lang}/account/consents/",
    "/{lang}/account/data/",
    "/{lang}/account/security/",
    "/{lang}/account/password/change/",
)


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_pages_of_an_account_are_accessible(visitor, axe, no_sideways_scroll, language, width, colours):
    member = visitor(width=width, language=language, colours=colours)
    page = member.open(f"/{language}/account/login/")
    page.locator("input[name=login]").fill("manager1@sample.tajryiba.local")
    page.locator("input[name=password]").fill(member.site.password)
    with page.expect_navigation():
        page.locator("input[name=password]").press("Enter")
    for address in ACCOUNT_PAGES:
        page = member.open(address.format(lang=language))
        page.wait_for_load_state("networkidle")
        axe(page)
        no_sideways_scroll(page)
