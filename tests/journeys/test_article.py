"""An article with every kind of block: accessible, nothing sticks out at 320 px, everything there without script."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from portal_tools.common import ROOT

LONG = "Административдиктерриториялыкреформанынжыйынтыктары"
# Made by the same verbs that an editor's screens call, in a process of its own on the portal's data.
MAKE = f"""
from io import BytesIO
from PIL import Image
from django.core.files.uploadedfile import SimpleUploadedFile
from tajryiba.experts.models import Expert
from tajryiba.legal.models import Act
from tajryiba.magazine.domain import create_article, create_issue, create_news, write_page
from tajryiba.magazine.models import ArticleAuthor, ArticlePage, Rubric
from tajryiba.media.domain import add_document, add_image
from tajryiba.practices.models import Practice

def picture():
    out = BytesIO()
    Image.new("RGB", (1600, 900), (20, 90, 120)).save(out, "JPEG")
    file = SimpleUploadedFile("a.jpg", out.getvalue())
    return add_image(file=file, alt={{"ky": "Көл", "ru": "Озеро"}}, credit="Үлгү", licence="own")

frame = b"\\xff\\xfb\\x90\\x00" + bytes(413)
sound = add_document(file=SimpleUploadedFile("a.mp3", frame * 9), recordings=True, title="Үн")
practice, act = Practice.objects.published().first(), Act.objects.public().first()
expert = Expert.objects.published().first()
table = {{"columns": [{{"type": "text", "heading": h}} for h in ("{LONG}", "2024", "2025", "2026")],
    "rows": [{{"values": ["{LONG}", "1 200 000", "1 300 000", "1 400 000"]}}] * 3, "caption": "{LONG}"}}
one, two = picture(), picture()
bars = [{{"label": "{LONG}", "value": "61"}}, {{"label": "азыр", "value": "94"}}]
pictures = [{{"image": one.pk, "caption": "Бир"}}, {{"image": two.pk, "caption": "{LONG}"}}]
blocks = [
    ("text", "<p>Таңкы алтыда насос үн чыгарат[^1]. {LONG * 2}</p><h2>{LONG}</h2><ul><li>Бир</li></ul>"),
    ("figure", {{"image": one.pk, "caption": "{LONG}"}}),
    ("quote", {{"text": "{LONG}", "who": "Үлгү", "role": "бухгалтер"}}),
    ("exchange", {{"question": "Эмне үчүн?", "answer": "<p>Анткени суу жок болчу[^1].</p>"}}),
    ("table", table),
    ("chart", {{"title": "Төлөм чогултуу", "unit": "%", "rows": bars, "source": "Суу каналы"}}),
    ("callout", {{"title": "{LONG}", "text": "<p>Кеңеш.</p>"}}),
    ("gallery", {{"title": "Сүрөттөр", "pictures": pictures}}),
    ("infographic", {{"image": two.pk, "caption": "Жыйынтык", "table": table}}),
    ("audio", {{"title": "Маек", "file": sound.pk, "minutes": 12, "transcript": "Сөздөр"}}),
    ("video", {{"title": "Насос", "kind": "youtube", "address": "https://youtu.be/abc", "minutes": 3}}),
    ("practice", {{"practice": practice.pk}}),
    ("act", {{"act": act.pk, "note": "{LONG}"}}),
    ("expert", {{"expert": expert.pk}}),
    ("notes", ["{LONG}", "Экинчи эскертүү"]),
]
body = ArticlePage._meta.get_field("body").to_python([{{"type": kind, "value": value}} for kind, value in blocks])
issue = create_issue(year=2031, month=1, number=1, state="published")
for lang, title in (("ky", "Суу эсептегич"), ("ru", "Вода по счётчику")):
    write_page(issue, lang=lang, title=title, publish=True)
for number, words in enumerate(("{LONG}", "Экинчи макала")):
    place = {{"issue": issue, "position": number, "rubric": Rubric.objects.first()}}
    article = create_article(working_title=words, practices=[practice], **place)
    ArticleAuthor.objects.create(article=article, name_ky="Үлгү Автор", role_ky="{LONG}")
    for lang in ("ky", "ru"):
        write_page(article, lang=lang, title=words, lead="{LONG} жана башка сөздөр", image=one, body=body, publish=True)
news = create_news(working_title="Жаңылык")
for lang in ("ky", "ru"):
    write_page(news, lang=lang, title="Жаңылык {LONG}", lead="Кыскача", body=body, publish=True)
for facts in (article, issue, news):
    print("ADDRESS", facts.pages.get(locale__language_code="ky").address)
"""


@pytest.fixture(scope="module")
def addresses(site) -> dict[str, str]:
    """Kind of page → its address in Kyrgyz."""
    command = [sys.executable, ROOT / "portal", "manage", "--data", site.data, "shell", "--no-imports", "-c", MAKE]
    env = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=env)
    found = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("ADDRESS")]
    assert len(found) == 3, done.stderr[-3000:]
    return dict(zip(("article", "issue", "news"), found, strict=True))


@pytest.mark.parametrize(("language", "width", "colours"), [("ky", 390, "light"), ("ru", 1280, "dark")])
def test_pages_of_the_magazine_are_accessible(visitor, axe, no_sideways_scroll, addresses, language, width, colours):
    guest = visitor(width=width, language=language, colours=colours)
    for address in addresses.values():
        page = guest.open(address.replace("/ky/", f"/{language}/"))
        page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
        axe(page)
        no_sideways_scroll(page)


def test_nothing_sticks_out_at_320(visitor, no_sideways_scroll, addresses):
    guest = visitor(width=320, language="ky")
    for address in addresses.values():
        page = guest.open(address)
        no_sideways_scroll(page)
        page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
        no_sideways_scroll(page)


def test_an_article_reads_without_script(visitor, addresses):
    page = visitor(width=390, language="ky", javascript=False).open(addresses["article"])
    expect(page.locator("h1")).to_be_visible()
    page.locator("sup a").first.click()
    expect(page.locator(".notes li").first).to_be_in_viewport()
    page.locator(".notes a").first.click()
    expect(page.locator("sup a").first).to_be_in_viewport()
    expect(page.locator("#cite")).to_contain_text("2031")
    assert page.locator("audio").get_attribute("preload") == "none"
