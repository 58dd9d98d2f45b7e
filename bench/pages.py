"""Weight of the first view and CPU time of an uncached request: home, catalogue, practice, municipality.

Limits: 60 KB and 8 requests without photos; CPU of a practice 8 ms, of the catalogue with its facets 12 ms.
"""

import gzip
import re
import statistics
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tajryiba.practices.models import Practice

ASSETS = re.compile(rb'<(?:link|script)[^>]+(?:href|src)="(/static/[^"]+)"')
PICTURES = re.compile(rb'<img[^>]+src="([^"]+)"')
NOT_LOADED = re.compile(rb'<link rel="(?:alternate|canonical)"[^>]*>')


def compressed(path: str) -> int:
    """Bytes of a static file as it travels: fonts as they are, the rest with gzip."""
    file = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(gzip.compress(data, 6))


def addresses() -> dict[str, str]:
    practice = Practice.objects.published().filter(units__isnull=False).order_by("pk").first()
    unit = practice.units.first()
    return {
        "home": "/ru/",
        "catalogue": "/ru/practices/",
        "practice": practice.url_in("ru"),
        "municipality": unit.alternates()["ru"],
    }


def measure(name: str, address: str, rounds: int) -> dict:
    client = Client()
    for _warm in range(3):
        response = client.get(address, follow=True)
    assert response.status_code == 200, (name, response.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    times = []
    for _round in range(rounds):
        started = time.process_time()
        client.get(address)
        times.append((time.process_time() - started) * 1000)
    html = NOT_LOADED.sub(b"", response.content)
    assets = {path.decode() for path in ASSETS.findall(html)}
    weight = {path: compressed(path) for path in assets}
    total = len(gzip.compress(response.content, 6)) + sum(weight.values())
    return {
        "page": name,
        "html KB": round(len(gzip.compress(response.content, 6)) / 1024, 1),
        "first view KB": round(total / 1024, 1),
        "requests": 1 + len(assets),
        "pictures": len(set(PICTURES.findall(html))),
        "queries": len(queries),
        "CPU ms": round(statistics.median(times), 2),
    }


def main(small: bool) -> list[dict]:
    settings.ALLOWED_HOSTS = ["*"]
    staticfiles_storage.manifest_strict = False
    return [measure(name, address, 20 if small else 200) for name, address in addresses().items()]
