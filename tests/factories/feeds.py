"""Feeds as a server may send them: a few honest, most of them not."""

from email.utils import format_datetime

from django.utils import timezone


def rss(*items: str, head: str = "") -> bytes:
    made = f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel><title>Агенттик</title>'
    return (made + "".join(items) + "</channel></rss>").encode()


def item(number: int, **more: str) -> str:
    parts = {
        "title": f"Запись {number}",
        "link": f"/news/{number}",
        "guid": f"id-{number}",
        "pubDate": format_datetime(timezone.now()),
        "description": "&lt;p&gt;Первое &lt;b&gt;слово&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
        **more,
    }
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items()) + "</item>"


def laughs() -> bytes:
    names = "abcdefghij"
    declared = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:], strict=False)
    )
    return rss(item(1, title="&j;"), head=f"<!DOCTYPE rss [{declared}]>")


def quadratic() -> bytes:
    return rss(item(1, title="&a;" * 20_000), head=f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>')


def outside() -> bytes:
    return rss(item(1, title="&a;"), head='<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>')


BODIES = {
    "/feed": lambda: rss(*(item(number) for number in range(3))),
    "/many": lambda: rss(*(item(number) for number in range(150))),
    "/atom": lambda: (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>А</title><entry><id>x</id><title>Окуя</title>'
        '<link href="https://example.org/a"/><updated>2026-11-01T10:00:00Z</updated></entry></feed>'
    ).encode(),
    "/cp1251": lambda: rss(item(1)).decode().replace("utf-8", "windows-1251").encode("cp1251"),
    "/laughs": laughs,
    "/laughs16": lambda: laughs().decode().replace("utf-8", "utf-16").encode("utf-16"),
    "/quadratic": quadratic,
    "/outside": outside,
    "/utf7": lambda: b'<?xml version="1.0" encoding="utf-7"?>' + quadratic()[38:].replace(b"<", b"+ADw-"),
    "/ebcdic": lambda: quadratic().decode().replace("utf-8", "cp037").encode("cp037", "ignore"),
    "/nested": lambda: rss("<a>" * 400_000),
    "/nested-html": lambda: rss(item(1, description="&lt;div&gt;" * 100_000 + "Дно")),
    "/page": lambda: b"<!doctype html><html><body><h1>Not a feed</h1></body></html>",
    "/picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "/empty": lambda: b"",
    "/json": lambda: b'{"version": "https://jsonfeed.org/version/1.1", "items": []}',
}
