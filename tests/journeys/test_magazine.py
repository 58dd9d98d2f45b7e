"""The next month's issue: an editor puts it together out of what the portal has, the content administrator lets it
out, a guest reads it on a phone and takes it along as a file.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from portal_tools import poppler
from portal_tools.common import ROOT
from tests.epub_check import faults_of
from tests.journeys.test_editor import approve, sign_in

STREETS = {"ky": "Жаңы-Үлгүнүн көчөлөрү кантип өзгөрдү", "ru": "Как изменились улицы села Жаңы-Үлгү"}
SPRING = {"ky": "Өрдөктүү-Өңүрдүн булагы үйлөргө жетти", "ru": "Родник «Өрдөктүү-Өңүр» дошёл до домов"}
NEWS = {"ky": "Үлгү жаңылык: өкүлдөр көңүл бөлдү", "ru": "Пробная новость: обратили внимание"}
PRACTICE = {"ky": "Өзөндү бөгөп, көчөт өстүрдүк", "ru": "Вырастили сад у запруды"}
CHANGE = {"ky": "Үлгү өзгөрүү: төлөмдүн тартиби жөнөкөйлөндү.", "ru": "Пробное изменение: порядок платы стал проще."}
THEME = {"ky": "Көчө жана өзөн", "ru": "Улица и река"}
EDITORIAL = {"ky": "Бул санда көчөлөр өзгөрөт.", "ru": "В этом номере меняются улицы."}
SECONDS_FOR_FILES = 120  # on a machine that has other work; the worker may be at the first issue yet

# By the factories and verbs, on the portal's own data: all of the month after the newest issue.
MAKE = f"""
import json
from datetime import UTC, date, datetime
from tajryiba.legal.domain import amend_act
from tajryiba.legal.models import Act, Change
from tajryiba.magazine.issues.queries import next_issue
from tajryiba.practices.domain import publish_text
from tajryiba.practices.models import Practice
from tests.factories import legal, practices
from tests.factories.issues import words
from tests.factories.magazine_facts import a_page, an_article, some_news

month = next_issue()
day = date(month["year"], month["month"], 9)
moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
for titles in ({STREETS}, {SPRING}):
    article = an_article(working_title=titles["ru"])
    for lang, title in titles.items():
        words(article, lang, title=title, body=[("text", "<p>Көчөнүн узундугу өлчөндү, өңү өзгөрдү.</p>" * 9)])
news = some_news(happens_on=day)
for lang, title in {NEWS}.items():
    a_page(news, lang, title=title, lead=title + ".")
practice = practices.practice()
for lang, title in {PRACTICE}.items():
    publish_text(text=practices.text(practice, lang, title=title))
Practice.objects.filter(pk=practice.pk).update(published_at=moment)
what = {{"what_" + lang: said for lang, said in {CHANGE}.items()}}
change = amend_act(act=legal.act(number="JOURNEY-1"), kind="amended", in_force_from=day, key="journey", **what)
Change.objects.filter(pk=change.pk).update(recorded_at=moment)
print("MONTH", json.dumps(month))
"""


@pytest.fixture
def month(site) -> dict[str, int]:
    """Year, month and numbers of the issue that comes next, for which there is something to pick from."""
    command = [sys.executable, ROOT / "portal", "manage", "--data", site.data, "shell", "--no-imports", "-c", MAKE]
    env = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=env)
    lines = [line.removeprefix("MONTH ") for line in done.stdout.splitlines() if line.startswith("MONTH ")]
    assert lines, done.stderr[-3000:]
    return json.loads(lines[0])


def in_russian(words: str) -> str:
    """As the admin of the sample people says it."""
    with translation.override("ru"):
        return gettext(words)


def press(page: Page, what: Locator | str) -> None:
    """By the keyboard, as somebody without a mouse does; then the next page is there."""
    button = page.locator(what) if isinstance(what, str) else what
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def row(page: Page, title: str) -> Locator:
    return page.locator("[data-articles] tr", has_text=title)


def order(page: Page) -> list[str]:
    """The article of each row: its working title, or the kind of a digest."""
    heads = page.locator("[data-articles] th")
    return [head.inner_text().splitlines()[0] for head in heads.all()]


def plan(page: Page, month: dict[str, int]) -> None:
    """The screen proposes the month after the newest issue, and its numbers."""
    press(page, "main a[href$='/issues/plan/']")
    assert {name: page.locator(f"#id_{name}").input_value() for name in month} == {n: str(v) for n, v in month.items()}
    press(page, "main form[method=post] button")


def add(page: Page, title: str) -> None:
    page.locator("#q").fill(title)
    press(page, "main section form[role=search] button")
    press(page, page.locator("form[action$='/do/add/']", has_text=title).locator("button"))


def compose(page: Page, kind: str, *picked: str) -> None:
    """Tick and write the pages of a digest; of two things the second one is put first before."""
    issue = page.url.partition("?")[0].partition("#")[0]
    press(page, f"[aria-labelledby=add] a[href$='/digest/{kind}/']")
    for title in picked:
        page.get_by_role("checkbox", name=title).check()
    if len(picked) > 1:
        press(page, "form:has([name=seen]) button.button-secondary:not([name])")  # save
        expect(page.locator("[aria-labelledby=picked] .m-item")).to_have_count(len(picked))
        press(page, "[aria-labelledby=picked] .m-item:last-child button[name=move][value$=':up']")
    press(page, "[formaction*='/compose/']")
    page.goto(issue)


def write_own_page(page: Page, lang: str) -> None:
    issue = page.url
    press(page, f"[aria-labelledby=ready] form:has([name=lang][value={lang}]) button")
    page.locator("#id_theme").fill(THEME[lang])
    page.locator("[id$='-editorial-content'] [role=textbox]").click()
    page.keyboard.type(EDITORIAL[lang])
    expect(page.locator("[name=editorial]")).to_have_value(re.compile(re.escape(EDITORIAL[lang])))
    with page.expect_navigation(url="**/edit/"):
        page.locator("footer button[type=submit]").first.click()
    page.goto(issue)


def put_in_order(page: Page) -> None:
    """The second article and the second digest go up by one place."""
    first, second, news, legal = order(page)
    for title in (second, legal):
        press(page, row(page, title).locator("[name=step][value=up]"))
    assert order(page) == [second, first, legal, news]
    assert second == SPRING["ru"]


def approve_one(page: Page, issue: str) -> None:
    """The Kyrgyz words of an article go through the workflow, and then wait for their issue."""
    page.goto(issue)
    cell = row(page, SPRING["ru"]).locator("td").nth(1)
    press(page, cell.locator("a"))
    expect(page.locator("#id_title")).to_have_value(SPRING["ky"])
    approve(page)
    page.goto(issue)
    expect(cell.locator(".m-state")).to_have_text(in_russian("approved, waits for the issue"))


def read(page: Page) -> list[str]:
    """From the front of the magazine into the issue and into each article; returns the titles in their order."""
    press(page, "main .cluster a.btn--primary")
    expect(page.locator("h1")).to_have_text(THEME["ky"])
    address = page.url
    titles = page.locator(".toc li > a").all_inner_texts()
    for title in titles:
        press(page, page.locator(".toc li > a", has_text=title))
        expect(page.locator("h1")).to_have_text(title)
        page.goto(address)
    return titles


def download(page: Page, kind: str) -> bytes:
    """The file that the page offers; waits until the worker has made it."""
    link = page.locator(f".downloads a[type='application/{kind}']")
    until = time.monotonic() + SECONDS_FOR_FILES
    while not link.count() and time.monotonic() < until:
        page.wait_for_timeout(500)
        page.reload()
    answer = page.request.get(page.url.partition("/ky/")[0] + link.get_attribute("href"))
    assert (answer.status, answer.headers["content-type"]) == (200, f"application/{kind}")
    return answer.body()


def words_of(path: Path) -> str:
    """By poppler; without it by the library that the portal itself reads PDF with, which `./portal test` says aloud."""
    if poppler.is_there():
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
        return " ".join(done.stdout.split())
    return " ".join("\n".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(path)).split())


def fonts_not_embedded(path: Path) -> list[str]:
    if not poppler.is_there():
        return []
    done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    fonts = done.stdout.splitlines()[2:]
    assert fonts
    return [line for line in fonts if line.split()[-5] != "yes"]


def test_an_issue_from_the_plan_to_the_file(visitor, no_sideways_scroll, month, tmp_path):
    page = sign_in(visitor, "editor").open("/admin/issues/")
    plan(page, month)
    issue = page.url
    add(page, STREETS["ru"])
    add(page, SPRING["ru"])
    compose(page, "news_digest", NEWS["ru"], PRACTICE["ru"])
    compose(page, "legal_digest", "JOURNEY-1")
    for lang in ("ky", "ru"):
        write_own_page(page, lang)
    put_in_order(page)
    press(page, "[name=state][value=assembling]")
    press(page, "form[action$='/do/review/'] button")
    expect(page.locator(".m-state", has_text=in_russian("in review"))).to_have_count(10)
    press(page, "[name=state][value=proof]")
    expect(page.locator(".m-publish")).to_have_count(0)  # the editor does not publish

    guest = visitor(width=390, language="ky")
    address = f"/ky/magazine/{month['year']}-{month['month']:02}/"
    boss = sign_in(visitor, "content").page
    approve_one(boss, issue)
    guest.open(address, status=404)
    expect(boss.locator(".m-publish input[type=checkbox]")).to_have_count(0)  # the norm is met
    press(boss, ".m-publish button")

    phone = guest.open("/ky/magazine/")
    titles = read(phone)
    assert titles[:2] == [SPRING["ky"], STREETS["ky"]]
    no_sideways_scroll(phone)
    press(phone, phone.locator(".toc li > a").last)
    for title in (PRACTICE["ky"], NEWS["ky"]):
        expect(phone.locator("main")).to_contain_text(title)

    guest.open(address)
    path = tmp_path / "issue.pdf"
    path.write_bytes(download(phone, "pdf"))
    words = words_of(path)
    assert {title: words.count(title) >= 2 for title in titles} == dict.fromkeys(titles, True)
    assert len(titles) == 4
    assert fonts_not_embedded(path) == []
    assert faults_of(download(phone, "epub+zip")) == []
