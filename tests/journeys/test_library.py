"""A guest finds a sample of a decision, fills six fields and gets a paper with every Kyrgyz letter in its place."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

TITLE = "Жергиликтүү кеңештин чечиминин үлгүсү"
ANSWERS = {
    "unit": "Өзгөн айылдык аймагы",
    "place": "Өзгөн району, Ош облусу",
    "subject": "айылда таштанды чыгарууну уюштуруу",
    "initiator": "айыл өкмөтүнүн башчысы",
    "goal": "Көчөлөрдү таза кармоо, ар бир үйдөн таштанды жыйноо",
    "total": "1 250 000",
}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_guest_fills_a_sample_decision(visitor, axe, no_sideways_scroll, words_in_office, javascript):
    guest = visitor(width=390, language="ky", javascript=javascript)
    page = guest.open("/ky/library/")
    page.locator("main #q").fill("чечим үлгү")
    with page.expect_navigation():
        page.locator("main #q").press("Enter")
    with page.expect_navigation():
        page.get_by_role("link", name=TITLE).click()
    expect(page.locator("h1")).to_have_text(TITLE)
    with page.expect_navigation():
        page.locator("main a[href$='/fill/']").click()
    if javascript:
        axe(page)
        no_sideways_scroll(page)
    for name, answer in ANSWERS.items():
        page.locator(f"[name={name}]").fill(answer)
    with page.expect_download() as started:
        page.locator("main form button").click()
    data = Path(started.value.path()).read_bytes()
    assert started.value.suggested_filename.endswith("-ky.docx")
    words = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
    for text in (words, words_in_office(data)):
        for name, answer in ANSWERS.items():
            assert (answer if name != "total" else "1 250 000 сом") in text.replace("\u00a0", " ")
        assert "ЖЕРГИЛИКТҮҮ КЕҢЕШ" in text
    page.reload()
    expect(page.locator("[name=unit]")).to_have_value("")


def test_filters_of_the_library_work_without_script(visitor):
    guest = visitor(width=1280, language="ru", javascript=False)
    page = guest.open("/ru/library/")
    page.locator("input[name=kind][value=sample]").check()
    with page.expect_navigation():
        page.locator(".facets-form button").click()
    assert "kind=sample" in page.url
    expect(page.locator(".row__title")).to_have_count(2)


def test_a_collection_leads_to_materials_and_practices(visitor):
    guest = visitor(width=390, language="ky")
    page = guest.open("/ky/library/collections/1/")
    expect(page.locator(".steps > li")).to_have_count(7)
    with page.expect_navigation():
        page.locator(".steps a[href*='/practices/']").first.click()
    expect(page.locator("h1")).to_be_visible()
