"""A 1 MB act: its page from the server, and its comparison with another edition. Texts are made up on the spot.

Limits: the page 200 ms, the comparison 2 s.
"""

import statistics
import time
from datetime import date

from bench._requests import queries_of, visit
from tajryiba.legal import domain
from tajryiba.legal.models import Act, ActText
from tajryiba.legal.texts import comparing
from tajryiba.legal.texts.recognising import references
from tajryiba.legal.texts.splitting import split

ARTICLES = 640
LIMITS = {"page": 200, "any part": 200, "compare": 2000, "every word compared": 2000}


def law(word: str, lang: str = "ru") -> str:
    """About a million characters: 640 articles of four points, some of whose words differ by `word`."""
    lines = []
    for number in range(1, ARTICLES + 1):
        if number % 40 == 1:
            lines.append(f"Глава {number // 40 + 1}. Проверка")
        lines.append(f"Статья {number}. Дело {number}")
        for point in range(1, 5):
            changed = word if point == 2 else "слово"
            sentence = f"орган местного самоуправления {changed} решает вопрос {number} в срок {point} дня; "
            lines.append(f"{point}. {sentence * 6}")
    return "".join(f"<p>{line}</p>" for line in lines)


def made() -> tuple[Act, list[ActText]]:
    act = Act.objects.filter(number="BENCH").first()
    if act is None:
        act = domain.create_act(
            kind="law", number="BENCH", adopted="2020-01-01", body="parliament", title_ru="О замере"
        )
        for year, word in ((2021, "старое"), (2022, "новое")):
            edition = domain.add_edition(act=act, in_force_from=date(year, 1, 1))
            domain.write_text(edition=edition, lang="ru", html=law(word), for_tests=True)
            domain.publish_edition(edition=edition)
        domain.publish_act(act=act, announce=False)
    return act, list(ActText.objects.filter(edition__act=act).order_by("edition__in_force_from"))


def milliseconds(work, rounds: int) -> tuple[float, float]:
    """The worst of several by the clock, and the median of what the processor spent: the machine may be busy."""
    clock, processor = [], []
    for _round in range(rounds):
        started, spent = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - spent) * 1000)
    return round(max(clock), 1), round(statistics.median(processor), 1)


def every_word(texts: list[ActText]) -> None:
    """More than any page asks for: all changed articles at once."""
    old, new = (list(text.provisions.all()) for text in texts)
    for pair in comparing.pairs(old, new):
        if pair.change != "same":
            comparing.lines(pair.before.html, pair.after.html)


def main(small: bool) -> list[dict]:
    act, texts = made()
    size = round(texts[0].characters / 1024 / 1024, 2)
    rounds = 3 if small else 10
    address = act.url_in("ru")
    last = f"{address}?at=st-{ARTICLES}"
    compare = f"/ru/laws/{act.pk}/compare/"
    html = law("старое")
    works = {
        "page": (lambda: visit(address), queries_of(address)),
        "any part": (lambda: visit(last), queries_of(last)),
        "compare": (lambda: visit(compare), queries_of(compare)),
        "every word compared": (lambda: every_word(texts), None),
        "splitting": (lambda: split(html), None),
        "citations recognised": (lambda: references(html), None),
    }
    rows = []
    for name, (work, queries) in works.items():
        work()
        worst, spent = milliseconds(work, rounds)
        times = {"CPU ms": spent, "worst ms": worst, "limit ms": LIMITS.get(name)}
        rows.append({"what": name, "MB": size, "queries": queries, **times})
    return rows
