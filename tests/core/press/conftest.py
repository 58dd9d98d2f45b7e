"""A small issue with every kind of block, in Kyrgyz and in Russian, typeset once for all tests."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from tajryiba.core.documents import press

TITLE = {"ky": "Өкмөттүн үнү: өзгөрүүлөр жана кеңеш", "ru": "Вода по счётчику: опыт четырёх сёл"}
BODY = {
    "ky": "Айыл өкмөтүнүн муниципалитеттер аралык кызматташтыгынын жүрүшүндө айылдык кеңештердин депутаттары "
    "тургундардын талаптарына ылайык тарифтерди биргелешип кайрадан карап чыгып бекитишкен. ",
    "ru": "Муниципальные образования договорились о межмуниципальном сотрудничестве, пересмотрели тарифы и вынесли "
    "их на общественные слушания перед утверждением. ",
}


def picture(width: int = 900, height: int = 600, kind: str = "JPEG") -> bytes:
    image = Image.new("RGB", (width, height), "#1f7a94")
    ImageDraw.Draw(image).ellipse((0, 0, width // 2, height // 2), fill="#e8a92b")
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def every_block(language: str) -> tuple:
    body = BODY[language]
    return (
        press.Figure(picture(), alt="Суу", caption="Суу сактагыч", credit="Редакция"),
        press.Text(f"<p>{body * 4}[^2]</p><h2>Өңүттөр</h2><p>{body * 6}[^1]</p><ul><li>бир</li><li>эки</li></ul>"),
        press.Quote("Суу баарына жетти", "Редакция"),
        press.Table(("Айыл", "Сом"), (("Өрүк", "1 036"), ("Көл", "98 %[^1]")), "Чыгым", "Портал"),
        press.Chart("Тариф", (("Өрүктүү", 12.5), ("Көл", -3)), "сом"),
        press.Callout("Кантип", f"<p>{body}</p>"),
        press.Gallery((press.Figure(picture(), alt="а"), press.Figure(picture(), alt="б")), "Эки сүрөт"),
        press.Card("Тажрыйба", "Суу эсептегич менен", ("2019–2022",), "https://example.org/ky/practices/1/"),
        press.Media("Семинардын жазуусу", "https://example.org/v/1", "Видео"),
        press.Infographic(press.Figure(picture(1600, 600), alt="Инфо"), press.Table(("А", "Б"), (("1", "2"),))),
    )


def publication(language: str = "ky", **changes) -> press.Publication:
    article = press.Article(
        TITLE[language],
        "Тема",
        "Үч айыл өзү чечти",
        (press.Person("Айгүл Токтосунова", "эксперт"), press.Person("Редакция")),
        url=f"https://example.org/{language}/magazine/a/",
        blocks=every_block(language),
        notes=('Булак: <a href="https://example.org/x">отчёт</a>', "Экинчи эскертүү", "Эч ким көрсөтпөгөн"),
    )
    facts = {
        "title": "Муниципалитет",
        "language": language,
        "number": "№ 11 (157)",
        "date": "2026",
        "identifier": f"urn:example:{language}",
        "issn": "1694-7053",
        "url": "https://example.org/ky/magazine/2026-11/",
        "cover": press.Cover(theme="Өзүн өзү актаган суу", teaser="Тариф · Бюджет"),
        "editorial": press.Article("Редактордун сөзү", blocks=(press.Text(f"<p>{BODY[language]}</p>"),)),
        "articles": (article, press.Article("Экинчи макала", "Башка", url="https://example.org/2")),
        "imprint": ("CC BY 4.0",),
    }
    return press.Publication(**(facts | changes))


def one_article(*blocks, **facts) -> press.Publication:
    """A publication of one article, to be made alone: the quickest way to see what becomes of a text."""
    return publication(articles=(press.Article(**({"title": "Сөз", "blocks": blocks} | facts)),), editorial=None)


@pytest.fixture(scope="session")
def made() -> dict[str, press.Made]:
    """Language → the whole issue as PDF."""
    return {language: press.make_pdf(publication(language)) for language in ("ky", "ru")}


@pytest.fixture(scope="session")
def book() -> press.Made:
    return press.make_epub(publication())
