"""A municipality takes over a practice: from the button to the confirmed result that a guest reads."""

from datetime import date
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.factories.media import picture

PRACTICE = "Счётчик в каждом дворе: вода Джоон-Кюнгёя"
MUNICIPALITY = "Ала-Арчинский айылный аймак"


def sign_in(visitor, who: str, **browser):
    person = visitor(language="ru", **browser)
    page = person.open("/ru/account/login/")
    page.locator("input[name=login]").fill(f"{who}@sample.tajryiba.local")
    page.locator("input[name=password]").fill(person.site.password)
    with page.expect_navigation(url="**/account/"):
        page.locator("input[name=password]").press("Enter")
    return person


def find_practice(page: Page, site) -> None:
    page.goto(f"{site.url}/ru/practices/?q=счетчик джоон")
    page.locator(".card__title a").first.click()
    expect(page.locator("h1")).to_have_text(PRACTICE)


def send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def open_page(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator(".subnav", has_text="Обзор").get_by_role("link", name=name, exact=True).click()


def find_what_fits(page: Page, site) -> None:
    """From one's own municipality to a practice of another one, with the reasons why it fits."""
    page.goto(f"{site.url}/ru/account/municipality/")
    page.locator("main a[href*='sort=fit']").first.click()
    page.locator("main input[name=q]").first.fill("счетчик джоон")
    with page.expect_navigation():
        page.locator("main input[name=q]").first.press("Enter")
    assert "unit=" in page.url
    expect(page.locator(".fitnote").first).to_contain_text("тоже айылный аймак")
    page.locator(".card__title a").first.click()
    expect(page.locator("h1")).to_have_text(PRACTICE)
    expect(page.locator("#fit")).to_contain_text(MUNICIPALITY)


def begin(page: Page, site) -> str:
    find_what_fits(page, site)
    page.get_by_role("link", name="Применить у себя").first.click()
    expect(page.locator(".lede")).to_have_text(PRACTICE)
    page.get_by_label("Пока не показывать", exact=False).check()
    send(page, "Начать")
    return page.url


def fill_table(page: Page) -> None:
    open_page(page, "Таблица адаптации")
    page.locator("#id_conditions-0-light").select_option("amber")
    page.locator("#id_conditions-0-change").fill("Счётчики покупаем в рассрочку")
    send(page, "Сохранить таблицу")
    expect(page.locator("#id_conditions-0-change")).to_have_value("Счётчики покупаем в рассрочку")
    open_page(page, "Шаги")
    page.locator("#id_steps-0-owner").select_option(index=1)
    page.locator("#id_steps-0-due").fill("2027-03-15")
    send(page, "Сохранить таблицу")


def read_draft(page: Page, folder: Path) -> None:
    open_page(page, "Проекты решений и документы")
    with page.expect_download() as download:
        page.locator("a[href$='/draft/kenesh/ru/']").click()
    path = folder / "kenesh.docx"
    download.value.save_as(path)
    lines = [paragraph.text.replace("\u00a0", " ") for paragraph in docx.Document(path).paragraphs]
    assert f"О применении практики «{PRACTICE}»" in lines
    assert f"1. Одобрить применение практики «{PRACTICE}» на территории муниципалитета: {MUNICIPALITY}." in lines
    assert any("от 20 октября 2021 года № 123 (статьи ____)" in line for line in lines)
    assert any(line.endswith("Счётчики покупаем в рассрочку") for line in lines)
    assert "15 марта 2027 г." in [cell.text for row in docx.Document(path).tables[0].rows for cell in row.cells]


def move(page: Page, home: str, *buttons: str) -> None:
    page.goto(home)
    for button in buttons:
        send(page, button)


def decide(page: Page, home: str) -> None:
    move(page, home, "Дальше: Приспосабливаем к своим условиям")
    page.get_by_label("Номер решения").fill("7/3")
    page.get_by_label("Дата решения").fill(date.today().isoformat())
    send(page, "Отметить решение")
    expect(page.locator(".stageline [aria-current=step]")).to_have_text("Решение кенеша принято")
    send(page, "Дальше: Внедряем")


def report(page: Page, words: str, photo: bool = False) -> None:
    open_page(page, "Отчёты")
    page.locator("#id_text").fill(words)
    if photo:
        file = {"name": "truba.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(800, 600))}
        page.locator("#id_photo_1").set_input_files(files=[file])
        page.locator("#id_seen_ky_1").fill("Суу эсептегич короодо")
        page.locator("#id_seen_ru_1").fill("Счётчик воды во дворе")
    send(page, "Отправить отчёт")
    expect(page.locator("article.post").first).to_contain_text(words)


def close(page: Page, home: str) -> None:
    page.goto(home)
    open_page(page, "Результаты")
    page.locator("#id_results-0-before").fill("0")
    page.locator("#id_results-0-after").fill("1 850")
    send(page, "Сохранить таблицу")
    open_page(page, "Рассказ")
    page.get_by_label("Что получилось").fill("Счётчики стоят в каждом дворе.")
    page.get_by_label("Что не получилось").fill("Зимой замёрзли два колодца.")
    send(page, "Сохранить рассказ")
    page.get_by_label("Дата завершения").fill(date.today().isoformat())
    send(page, "Закрыть как завершённое")
    expect(page.locator(".stageline [aria-current=step]")).to_have_text("Внедрено")
    open_page(page, "Что видят все")
    for part in ("changes", "results", "reports", "story"):
        page.locator(f"input[name=parts][value={part}]").check()
    send(page, "Сохранить")


def test_a_practice_is_repeated_and_everybody_sees_it(visitor, axe, no_sideways_scroll, tmp_path):
    member = sign_in(visitor, "member2", width=390)
    page = member.page
    home = begin(page, member.site)
    path = home.removeprefix(member.site.url)

    stranger = sign_in(visitor, "member3")
    stranger.open(path, status=404)
    guest = visitor(language="ru")
    find_practice(guest.page, guest.site)
    expect(guest.page.locator("#repeat")).not_to_contain_text(MUNICIPALITY)
    number = path.rstrip("/").rpartition("/")[2]
    guest.open(f"/ru/practices/adoptions/{number}/", status=404)

    fill_table(page)
    read_draft(page, tmp_path)
    decide(page, home)
    report(page, "Купили первые сто счётчиков.", photo=True)
    report(page, "Поставили все.")
    close(page, home)
    for name in ("Обзор", "Таблица адаптации", "Отчёты", "Что видят все"):
        open_page(page, name)
        no_sideways_scroll(page)
        axe(page)

    stranger.open(path, status=404)
    find_practice(guest.page, guest.site)
    row = guest.page.locator("#repeat tr", has_text=MUNICIPALITY)
    expect(row).to_contain_text("Внедрено")
    expect(row).to_contain_text("1\u00a0850")
    expect(guest.page.locator("#repeat")).to_contain_text("Счётчики покупаем в рассрочку")
    expect(guest.page.locator("#repeat")).to_contain_text("Зимой замёрзли два колодца.")
    axe(guest.page)
    row.get_by_role("link", name=MUNICIPALITY).click()
    expect(guest.page.get_by_alt_text("Счётчик воды во дворе")).to_be_visible()
    expect(guest.page.locator("main")).to_contain_text("Поставили все.")
    axe(guest.page)
    guest.open("/ru/practices/spreading/")
    expect(guest.page.locator("main")).to_contain_text(MUNICIPALITY)
    axe(guest.page)


def test_without_script_on_a_narrow_phone(visitor):
    """The whole beginning works without a line of script."""
    member = sign_in(visitor, "manager1", width=320, javascript=False)
    page = member.page
    find_practice(page, member.site)
    page.get_by_role("link", name="Применить у себя").first.click()
    send(page, "Начать")
    for name in (
        "Таблица адаптации",
        "Бюджет",
        "Проекты решений и документы",
        "Спросить тех, кто сделал",
        "Результаты",
    ):
        open_page(page, name)
        expect(page.locator("h1")).to_have_text(name)
