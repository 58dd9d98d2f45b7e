"""Weight of the first view, CPU time of an uncached request, and requests a second out of the page cache.

Home, catalogue, practice, municipality and more. Limits: 60 KB and 8 requests without photos; CPU of a practice 8 ms,
of the catalogue with its facets 12 ms. The page cache is asked in this process, without a network, and writes its log.
"""

import gzip
import logging
import os
import re
import time
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from django.utils.encoding import iri_to_uri

from bench._requests import cpu_of, queries_of, visit
from tajryiba.core import kept
from tajryiba.core.logs import JsonFormatter, PersonalDataFilter
from tajryiba.core.pagecache import PageCache
from tajryiba.magazine.models import ArticlePage, IssuePage, NewsPage
from tajryiba.practices.models import Practice

ASSETS = re.compile(rb'<(?:link|script)[^>]+(?:href|src)="(/static/[^"]+)"')
PICTURES = re.compile(rb'<img[^>]+src="([^"]+)"')
ORNAMENT = "core/img/ornament.svg"  # asked for by the stylesheet
SECONDS = 1.0  # for which the page cache is asked
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
        "page cache, requests/s": a_second(address),
    }


def a_second(address: str) -> int:
    """Answers of the page cache in a second, each with its line of the log, which goes nowhere."""
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": iri_to_uri(query),
        "HTTP_HOST": urlsplit(settings.SITE_URL).netloc,
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "HTTP_COOKIE": "language=ru",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    cache, asked = PageCache(get_wsgi_application(), 24_000_000), 0
    with logging_to_nowhere():
        cache({**environ}, lambda *_answer: None)
        cache.application = None  # what is not answered out of memory is a fault here
        started = time.perf_counter()
        while time.perf_counter() < started + SECONDS:
            cache({**environ}, lambda *_answer: None)
            asked += 1
    return round(asked / SECONDS)


@contextmanager
def logging_to_nowhere():
    logger = logging.getLogger("tajryiba.request")
    with open(os.devnull, "w") as nowhere:
        handler = logging.StreamHandler(nowhere)
        handler.setFormatter(JsonFormatter())
        handler.addFilter(PersonalDataFilter())
        level, propagate = logger.level, logger.propagate
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        try:
            yield
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate


def forget() -> None:
    """No card, no block and no practice is in memory, as in the first minute of a process."""
    caches["local"].clear()
    kept.forget()


def main(small: bool) -> list[dict]:
    staticfiles_storage.manifest_strict = False
    return [measure(name, address, 20 if small else 200) for name, address in addresses().items()]
