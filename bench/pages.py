"""Weight of the first view and CPU time of an uncached request: home, catalogue, practice, municipality, an article,
an issue, a piece of news.

Limits: 60 KB and 8 requests without photos; CPU of a practice 8 ms, of the catalogue with its facets 12 ms.
"""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches

from bench._requests import cpu_of, queries_of, visit
from tajryiba.magazine.models import ArticlePage, IssuePage, NewsPage
from tajryiba.practices.models import Practice

ASSETS = re.compile(rb'<(?:link|script)[^>]+(?:href|src)="(/static/[^"]+)"')
PICTURES = re.compile(rb'<img[^>]+src="([^"]+)"')
ORNAMENT = "core/img/ornament.svg"  # asked for by the stylesheet
NOT_LOADED = re.compile(rb'<link rel="(?:alternate|canonical)"[^>]*>')


def compressed(path: str) -> int:
    """Bytes of a static file as it travels: fonts as they are, the rest with gzip."""
    file = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(gzip.compress(data, 6))


def addresses() -> dict[str, str]:
    practice = Practice.objects.published().filter(units__isnull=False).order_by("pk").first()
    unit = practice.units.first()
    found = {"article": ArticlePage, "issue": IssuePage, "news": NewsPage}
    newest = {name: model.objects.live().in_language("ru").newest().first() for name, model in found.items()}
    return {
        "home": "/ru/",
        "catalogue": "/ru/practices/",
        "practice": practice.url_in("ru"),
        "municipality": unit.alternates()["ru"],
        "municipalities": "/ru/municipalities/",
        "topic": "/ru/topics/water/",
        "search": "/ru/search/?q=вода",
        **{name: page.address for name, page in newest.items() if page},
    }


def measure(name: str, address: str, rounds: int) -> dict:
    response = visit(address)
    forget()
    cold = queries_of(address)
    html = NOT_LOADED.sub(b"", response.content)
    assets = {path.decode() for path in ASSETS.findall(html)} | {staticfiles_storage.url(ORNAMENT)}
    weight = len(gzip.compress(response.content, 6))
    return {
        "page": name,
        "html KB": round(weight / 1024, 1),
        "first view KB": round((weight + sum(map(compressed, assets))) / 1024, 1),
        "requests": 1 + len(assets),
        "pictures": len(set(PICTURES.findall(html))),
        "queries": queries_of(address),
        "CPU ms": cpu_of(address, rounds),
        "nothing kept: queries": cold,
        "nothing kept: CPU ms": cpu_of(address, rounds // 4, before=forget),
    }


def forget() -> None:
    """No card and no practice is in memory, as in the first minute of a process."""
    caches["local"].clear()


def main(small: bool) -> list[dict]:
    staticfiles_storage.manifest_strict = False
    return [measure(name, address, 20 if small else 200) for name, address in addresses().items()]
