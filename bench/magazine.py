"""An issue of about 40 pages out of the starter's words, as PDF and as EPUB; and the site while it is made.

Limits: PDF 20 s and 500 MB; a page of the site may wait for its share of the processor, not for the press.
"""

import resource
import statistics
import threading
import time
from html import escape
from io import BytesIO

from PIL import Image, ImageDraw

from bench._requests import visit
from tajryiba.core.documents import press
from tajryiba.practices.models import Practice

ARTICLES, STORIES = 17, 3
PAGE = "/ru/practices/"
LIMITS = {"seconds": 20, "MB": 500}
COLUMNS = (
    "what",
    "pages",
    "file MB",
    "seconds",
    "CPU s",
    "limit s",
    "peak MB",
    "limit MB",
    "quiet ms",
    "meanwhile ms",
    "visits",
)
EMPTY = dict.fromkeys(COLUMNS)
SECTIONS = ("problem", "solution", "results_note", "lessons", "sustainability")


def photo(number: int) -> bytes:
    """As heavy as one of a telephone."""
    image = Image.effect_noise((2400, 1600), 60).convert("RGB")
    ImageDraw.Draw(image).ellipse((number * 80, 200, number * 80 + 900, 1100), fill="#1f7a94")
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def story(text) -> press.Text:
    parts = [f"<p>{escape(text.summary)}</p>"]
    parts += [f"<h2>{escape(name)}</h2>{getattr(text, name)}" for name in SECTIONS if getattr(text, name, "")]
    return press.Text("".join(parts))


def article(number: int, texts: list) -> press.Article:
    rows = tuple((text.title, "2024", f"{number * 1000 + place}", text.summary) for place, text in enumerate(texts, 1))
    return press.Article(
        texts[0].title,
        f"Рубрика {number // 3}",
        texts[0].summary,
        (press.Person("Редакция"),),
        url=f"https://example.org/ru/magazine/{number}/",
        blocks=(
            press.Figure(photo(number), alt="Пятно", caption="Подпись под снимком")
            if number % 2
            else press.Quote(texts[0].summary),
            *map(story, texts),
            press.Table(("Практика", "Год", "Сумма", "Коротко"), rows, "Таблица"),
            press.Chart(
                "Сравнение", tuple((text.title[:60], place * 12.5) for place, text in enumerate(texts, 1)), "сом"
            ),
        ),
        notes=("Примечание",),
    )


def issue(lang: str, articles: int) -> press.Publication:
    texts = [practice.text(lang) for practice in Practice.objects.published().prefetch_related("texts").order_by("pk")]
    groups = [
        [texts[(number * STORIES + place) % len(texts)] for place in range(STORIES)] for number in range(articles)
    ]
    return press.Publication(
        "Муниципалитет",
        lang,
        "№ 11",
        "2026",
        f"urn:bench:{lang}",
        cover=press.Cover(theme="Сорок страниц"),
        articles=tuple(article(number, group) for number, group in enumerate(groups)),
        url="https://example.org/",
    )


def timed(make) -> tuple[press.Made, dict]:
    """What was made, and its seconds by the clock and of the processor: the machine may be busy."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    made = make()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return made, {"seconds": round(time.perf_counter() - started, 1), "CPU s": round(spent, 1)}


def visits(until: threading.Event | None, most: int) -> list[float]:
    """Milliseconds of each visit; for as long as `until` is not set, or `most` of them."""
    found = []
    while len(found) < most or (until is not None and not until.is_set()):
        started = time.perf_counter()
        visit(PAGE)
        found.append((time.perf_counter() - started) * 1000)
        if until is not None and until.is_set():
            break
    return found


def meanwhile(publication: press.Publication, quiet: int) -> dict:
    visit(PAGE)
    alone = visits(None, quiet)
    done = threading.Event()

    def work() -> None:
        press.make_pdf(publication)
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    busy = visits(done, 10**6)
    worker.join()
    return {
        "what": f"{PAGE} meanwhile",
        "quiet ms": round(statistics.median(alone), 1),
        "meanwhile ms": round(statistics.median(busy), 1),
        "visits": len(busy),
    }


def main(small: bool) -> list[dict]:
    rows = []
    for lang in ("ru",) if small else ("ky", "ru"):
        publication = issue(lang, 4 if small else ARTICLES)
        for name, make in (("PDF", press.make_pdf), ("EPUB", press.make_epub)):
            made, times = timed(lambda make=make, publication=publication: make(publication))
            size = {"pages": made.pages or None, "file MB": round(len(made.data) / 1e6, 1)}
            cost = {**times, "peak MB": round(made.memory / 1e6)}
            limits = {"limit s": LIMITS["seconds"], "limit MB": LIMITS["MB"]} if name == "PDF" else {}
            rows.append({**EMPTY, "what": f"{name}, {lang}", **size, **cost, **limits})
    return [*rows, {**EMPTY, **meanwhile(publication, 10 if small else 50)}]
