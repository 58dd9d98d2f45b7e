"""An act changes: readers are warned, author and adopter told once, an editor confirms, the log has it all.

The story goes through the pages by requests, as it needs people with a history; reading is done in a browser.
"""

import re
from collections import Counter
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from tajryiba.audit.models import Event
from tajryiba.legal.models import Act, Review
from tajryiba.notify.models import Delivery, Notice
from tests.factories import adoption as adoptions
from tests.factories import legal, practices
from tests.factories.people import person


def in_kyrgyz(words: str, **facts) -> str:
    with translation.override("ky"):
        return gettext(words) % facts if facts else gettext(words)


def new_notices(client: Client) -> int:
    """How many the bell of this person counts."""
    html = client.get("/ky/account/notices/").content.decode()
    return len(re.findall(r'href="/ky/account/notices/\d+/"', html))


def upload_law(editor: Client) -> Act:
    """Import of an official file, looked at, published with its edition."""
    head = "<p>ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ</p><p>от 1 марта 2020 года № 998</p><p>О проверке (сделано для тестов)</p>"
    file = SimpleUploadedFile("act.html", f"<html>{head}{legal.law_html(15)}</html>".encode())
    editor.post(reverse("acts:import"), {"file": file, "edition_on": "2020-04-01"})
    act = Act.objects.get()
    work = reverse("acts:work", args=[act.pk])
    editor.post(work, {"verb": "publish_edition", "row": act.editions.get().pk})
    editor.post(work, {"verb": "publish"})
    return act


@pytest.mark.django_db
def test_an_act_changes_and_whoever_rests_on_it_learns_once(signed_in, guest, settings):
    settings.STAFF_MFA_REQUIRED = False
    author, adopter, stranger = adoptions.Team(), adoptions.Team(unit=practices.unit("Кара-Суу")), person()
    practice = adoptions.adoptable(units=[author.unit])
    adoptions.adoption(adopter, practice)
    Notice.objects.all().delete()
    boss = person("editor")
    editor, readers = signed_in(boss), [signed_in(one) for one in (author.member, adopter.member, stranger)]

    act = upload_law(editor)
    editor.post(
        reverse("acts:citing", args=["practice", practice.pk]), {"cite": "1", "act": act.pk, "article": "ст. 12"}
    )
    page = guest.get(practice.url_in("ky")).content.decode()
    assert f"{act.url_in('ky')}?at=st-12#st-12" in page
    warning = in_kyrgyz("An editor has not checked yet whether this text still holds.")
    assert warning not in page

    amendment = {
        "verb": "amend",
        "amend-kind": "amended",
        "amend-in_force_from": "2026-01-01",
        "amend-articles": "12",
        "amend-meaning_ky": "Эми он күндө жооп бериңиз.",
        "amend-meaning_ru": "Теперь отвечайте за десять дней.",
        "amend-key": "from-the-form",
    }
    for _pressed_twice in range(2):
        assert editor.post(reverse("acts:work", args=[act.pk]), amendment).status_code == 302

    page = guest.get(practice.url_in("ky")).content.decode()
    day = "2026-жылдын 1-январы"
    assert warning in page and in_kyrgyz("Check: the act changed on %(day)s.", day=day) in page
    assert [new_notices(client) for client in readers] == [1, 1, 0]
    letters = Delivery.objects.filter(notice__kind="legal.check").values_list("notice__user_id", flat=True)
    assert Counter(letters) == {author.member.pk: 1, adopter.member.pk: 1}
    assert "Эми он күндө жооп бериңиз." in guest.get(act.url_in("ky")).content.decode()

    board = reverse("acts:board")
    assert f"/practices/{practice.pk}-" in editor.get(board).content.decode()
    editor.post(board, {"review": Review.objects.get().pk, "note": "Проверено"})
    assert warning not in guest.get(practice.url_in("ky")).content.decode()
    assert [new_notices(client) for client in readers] == [1, 1, 0]

    told = [event.verb for event in Event.objects.filter(verb__startswith="legal.").order_by("pk")]
    assert told[-4:] == ["legal.cited", "legal.act_amended", "legal.flagged", "legal.review_confirmed"]
    assert set(Event.objects.filter(verb__startswith="legal.").values_list("actor_id", flat=True)) == {boss.pk}


# --- In a browser: the staff uploads, a guest reads on a phone ---


def enter(visitor, who: str):
    someone = visitor(language="ru")
    page = someone.open("/ru/account/login/?next=/admin/")
    page.locator("input[name=login]").fill(f"{who}@sample.tajryiba.local")
    page.locator("input[name=password]").fill(someone.site.password)
    with page.expect_navigation(url="**/admin/"):
        page.locator("input[name=password]").press("Enter")
    return someone


def upload(page: Page, name: str, html: str, day: date) -> None:
    page.locator(f"#id_{name}file").set_input_files(
        files=[{"name": "act.html", "mimeType": "text/html", "buffer": f"<html>{html}</html>".encode()}]
    )
    page.locator(f"#id_{name}{'in_force_from' if name else 'edition_on'}").fill(day.isoformat())


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def test_a_guest_reads_by_article_and_compares_editions(visitor, axe, no_sideways_scroll):
    editor = enter(visitor, "editor")
    page = editor.open("/admin/acts/import/")
    head = "<p>ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ</p><p>от 1 марта 2020 года № 997</p><p>О чтении (сделано для тестов)</p>"
    upload(page, "", head + legal.law_html(15), date(2020, 4, 1))
    press(page, "main form button.button")
    work = page.url
    upload(page, "text-", head + legal.law_html(15, words="Новые слова"), date(2021, 4, 1))
    press(page, "section[aria-labelledby=f-text] button.button")
    for _edition in range(2):
        press(page, "button[value=publish_edition]")
    press(page, "button[value=publish]")
    number = work.rstrip("/").rpartition("/")[2]
    expect(page.locator("button[value^=publish]")).to_have_count(0)

    plain = visitor(width=320, language="ru", javascript=False).open(f"/ru/laws/{number}/")
    plain.locator(".contents a[href$='#st-12']").click()
    expect(plain.locator("#st-12 h3")).to_be_in_viewport()

    guest = visitor(width=390, language="ru")
    page = guest.open("/ru/laws/?q=чтении+997")
    axe(page)
    no_sideways_scroll(page)
    press(page, ".acts a")
    expect(page.locator("h1")).to_have_text("О чтении (сделано для тестов)")
    page.locator(".contents a[href$='#st-12']").click()
    expect(page.locator("#st-12 h3")).to_be_in_viewport()
    axe(page)
    no_sideways_scroll(page)
    for path in (f"/ru/laws/{number}/compare/", f"/ru/laws/{number}/parallel/", "/ky/laws/", "/en/laws/changes/"):
        page = guest.open(path)
        axe(page)
        no_sideways_scroll(page)
    page = guest.open(f"/ru/laws/{number}/compare/")
    expect(page.locator("ins").first).to_have_text("Новые слова")
