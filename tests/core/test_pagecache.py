"""Guests answered before Django: what is kept, for whom, for how long, and when it is dropped."""

import gzip
import json
import logging
import os
import subprocess
import sys
from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.http import HttpResponse

from portal_tools.common import ROOT
from tajryiba.audit.domain import record
from tajryiba.config import wsgi
from tajryiba.core import changes, pagecache
from tajryiba.core.logs import JsonFormatter
from tajryiba.core.pagecache import PageCache, guest_pages, lifetime
from tajryiba.reference.models import Topic
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db

HOST = "localhost:8000"
FOR_ALL = {"Cache-Control": "public, max-age=0, s-maxage=60", "ETag": '"one"', "Vary": "Accept-Encoding"}


@pytest.fixture(autouse=True)
def one_connection():
    """A server's request ends by closing the connection, and with it the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


class Site:
    """The cache around an application, with a clock of its own; counts what reached the application."""

    def __init__(self, application, max_bytes: int = 1_000_000):
        self.time, self.reached, self.application = 1000.0, [], application
        self.cache = PageCache(self._count, max_bytes, clock=lambda: self.time)

    def _count(self, environ, start_response):
        self.reached.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"]))
        return self.application(environ, start_response)

    def ask(self, address: str, method: str = "GET", **headers):
        """(status, headers, body) as a web server would send them."""
        path, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        sent = {}
        response = self.cache(environ, lambda status, fields: sent.update(status=status, headers=dict(fields)))
        body = b"".join(response)
        return int(sent["status"].split()[0]), sent["headers"], body


@pytest.fixture
def site(settings) -> Site:
    settings.SITE_URL = f"http://{HOST}"
    return Site(get_wsgi_application())


@pytest.fixture
def tiny(settings):
    """`tiny(**headers)`: a site whose every page says its address and has these headers."""
    settings.SITE_URL, settings.ALLOWED_HOSTS = f"http://{HOST}", ["localhost", "127.0.0.1"]

    def build(body: bytes = b"page", status: int = 200, max_bytes: int = 1_000_000, **headers) -> Site:
        def application(environ, start_response):
            response = HttpResponse(body, status=status, headers={**FOR_ALL, **headers})
            response["Content-Length"] = str(len(body))
            start_response(f"{status} {response.reason_phrase}", list(response.items()))
            return response

        return Site(application, max_bytes)

    return build


def is_kept(site: Site, address: str = "/ru/", **more) -> bool:
    """Whether the second of two same requests is answered without the application."""
    site.ask(address, **more)
    before = len(site.reached)
    site.ask(address, **more)
    return len(site.reached) == before


# --- A page of the portal ---


def test_the_second_guest_is_answered_out_of_memory_with_the_same_page(site):
    practice = make.published()
    first, second = (site.ask(practice.url_in("ru"), accept_encoding="gzip") for _each in "ab")
    assert len(site.reached) == 1
    assert (first[0], second[0]) == (200, 200)
    assert first[2] == second[2]
    assert practice.text("ru").title in gzip.decompress(second[2]).decode()
    same, own = ({**headers} for _status, headers, _body in (first, second))
    assert same.pop("X-Request-ID") != own.pop("X-Request-ID")
    assert own.pop("Age") == "0"
    assert same == own
    assert "default-src 'none'" in own["Content-Security-Policy"]


def test_what_an_editor_changes_is_seen_within_a_second(site):
    topic = make.topic("water", name_ky="Суу")
    assert "Суу" in site.ask("/ky/topics/water/")[2].decode()
    Topic.objects.filter(pk=topic.pk).update(name_ky="Таза суу")
    site.time += pagecache.LOOK_SECONDS
    assert "Таза суу" in site.ask("/ky/topics/water/")[2].decode()
    assert len(site.reached) == 2


def test_what_only_the_staff_sees_drops_nothing(site):
    assert is_kept(site)
    record("people.registered")
    site.time += pagecache.LOOK_SECONDS
    site.ask("/ru/")
    assert len(site.reached) == 1


def test_each_language_has_its_page(site):
    make.topic("water", name_ky="Суу", name_ru="Вода")
    pages = {code: [site.ask(f"/{code}/topics/water/")[2].decode() for _each in "ab"] for code in ("ky", "ru")}
    assert len(site.reached) == 2
    assert ("Суу" in pages["ky"][1], "Вода" in pages["ru"][1], "Вода" in pages["ky"][1]) == (True, True, False)


def test_who_has_the_page_already_is_told_so(site):
    headers = site.ask("/ru/")[1]
    status, fields, body = site.ask("/ru/", if_none_match=headers["ETag"])
    assert (status, body) == (304, b"")
    assert fields["ETag"] == headers["ETag"]
    assert fields["Cache-Control"] == headers["Cache-Control"]
    assert not {"Content-Length", "Content-Type", "Content-Encoding"} & set(fields)
    assert site.ask("/ru/", if_none_match='"another"')[0] == 200
    assert len(site.reached) == 1


def test_a_head_is_the_page_without_its_body(site):
    assert site.ask("/ru/", "HEAD")[0] == 200
    full = site.ask("/ru/")
    status, headers, body = site.ask("/ru/", "HEAD")
    assert (status, body) == (200, b"")
    assert headers["Content-Length"] == full[1]["Content-Length"]
    assert [method for method, _path, _query in site.reached] == ["HEAD", "GET"]


def test_one_line_of_log_and_one_number_a_request(site, caplog):
    with caplog.at_level(logging.INFO, "tajryiba.request"):
        answers = [site.ask("/ru/topics/?from=person%40example.kg") for _each in "ab"]
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records if record.message == "request"]
    assert [line["request_id"] for line in lines] == [headers["X-Request-ID"] for _status, headers, _body in answers]
    assert [line.get("kept", False) for line in lines] == [False, True]
    assert {(line["path"], line["status"], line["method"]) for line in lines} == {("/ru/topics/", 200, "GET")}


@pytest.mark.parametrize("address", ["/ru/account/login/", "/", "/healthz", "/ru/nothing/", "/ru/municipalities/0/"])
def test_what_is_not_for_all_is_never_kept(site, address):
    assert not is_kept(site, address)


def test_somebody_signed_in_passes_by(site, signed_in, settings):
    client = signed_in(person())
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    assert not is_kept(site, "/ru/", cookie=cookie)
    assert not is_kept(site, "/ru/", cookie="signedin=1")
    assert is_kept(site, "/ru/", cookie="language=ru; unit=7")


# --- What may be kept ---


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "a=b"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "private, s-maxage=60"},
        {"Cache-Control": "public, no-cache, s-maxage=60"},
        {"Cache-Control": "public, max-age=60"},
        {"Cache-Control": "s-maxage=60"},
        {"Cache-Control": "public, s-maxage=soon"},
        {"Vary": "Accept-Encoding, Cookie"},
        {"Vary": "*"},
        {"status": 404},
        {"status": 500},
        {"status": 301},
        {"body": b"x" * (pagecache.LARGEST_PAGE + 1), "max_bytes": 9_000_000},
    ],
)
def test_only_a_whole_page_for_all_is_kept(tiny, headers):
    assert not is_kept(tiny(**headers))


@pytest.mark.parametrize("headers", [{}, {"Vary": ""}, {"Cache-Control": "s-maxage=5, PUBLIC"}])
def test_a_page_for_all_is_kept(tiny, headers):
    assert is_kept(tiny(**headers))


@pytest.mark.parametrize(
    "more",
    [
        {"method": "POST"},
        {"authorization": "Basic x"},
        {"range": "bytes=0-9"},
        {"host": "evil.example"},
        {"host": "localhost:9999"},
        {"address": "/ru/?q=" + "a" * 500},
    ],
)
def test_only_a_plain_question_is_answered_out_of_memory(tiny, more):
    assert not is_kept(tiny(), **{"address": "/ru/", **more})


def test_without_a_length_nothing_is_held_back():
    assert lifetime("200 OK", list(FOR_ALL.items())) == 0
    assert lifetime("200 OK", [*FOR_ALL.items(), ("Content-Length", "7")]) == 60


def test_the_known_hosts(settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://Portal.example", ["portal.example", ".any.example", "*"]
    assert pagecache.known_hosts() == {"portal.example"}


def test_one_copy_for_each_thing_that_makes_a_page_another_one(tiny):
    site = tiny()
    for headers in ({}, {"accept_encoding": "br, gzip"}, {"x_forwarded_proto": "https"}, {"host": "127.0.0.1:8000"}):
        assert is_kept(site, "/ru/", **headers)
    for address in ("/ru/?a=1", "/ru/?a=2", "/ky/"):
        assert is_kept(site, address)
    assert len(site.reached) == 7
    for same in (
        {"accept_encoding": "identity"},
        {"x_forwarded_proto": "anything"},
        {"x_forwarded_proto": "https, http"},  # the first one counts, as for Django
    ):
        site.ask("/ru/", **same)
    assert len(site.reached) == 7


def test_a_host_in_capitals_is_not_kept(tiny):
    """Pages repeat the host as it was written: the next guest must not read it."""
    assert not is_kept(tiny(), "/ru/", host=HOST.upper())


# --- How long, how much ---


def test_a_page_lives_a_minute_at_most(tiny):
    site = tiny(**{"Cache-Control": "public, s-maxage=3600"})
    site.ask("/ru/")
    site.time += 59.5
    assert site.ask("/ru/")[1]["Age"] == "59"
    site.time += 0.5
    site.ask("/ru/")
    assert len(site.reached) == 2


def test_the_site_is_looked_at_once_a_second(tiny, monkeypatch):
    looks = []
    monkeypatch.setattr(changes, "read", lambda: looks.append(1) or {"a": 1})
    site = tiny()
    for _each in range(5):
        site.ask("/ru/")
    assert len(looks) == 1
    site.time += pagecache.LOOK_SECONDS
    site.ask("/ru/")
    assert (len(looks), len(site.reached)) == (2, 1)


@pytest.mark.parametrize("fault", [DatabaseError, InterfaceError])
def test_while_the_database_is_away_guests_go_on_reading(tiny, monkeypatch, caplog, fault):
    site = tiny()
    site.ask("/ru/")

    def away():
        raise fault

    closed = []
    monkeypatch.setattr(changes, "read", away)
    monkeypatch.setattr(pagecache.connection, "close", lambda: closed.append(1))
    site.time += pagecache.LOOK_SECONDS
    assert site.ask("/ru/")[0] == 200
    assert len(site.reached) == 1
    assert "site number not read" in caplog.text
    assert closed == [1]


def test_endless_addresses_push_out_only_each_other(tiny):
    site = tiny(b"x" * 1000, max_bytes=100_000)
    site.ask("/ru/")
    for number in range(200):
        site.ask(f"/ru/?q={number}")
    site.ask("/ru/")
    assert len(site.reached) == 201
    assert site.cache.asked.bytes <= 25_000
    assert site.cache.pages.bytes + site.cache.asked.bytes <= 100_000
    assert is_kept(site, "/ru/?q=199")


def test_the_answer_of_the_application_is_closed(tiny):
    closed = []

    class Answer(list):
        def close(self):
            closed.append(1)

    def application(environ, start_response):
        start_response("200 OK", [*FOR_ALL.items(), ("Content-Length", "2")])
        return Answer([b"a", b"b"])

    site = Site(application)
    tiny()
    site.cache.hosts = {HOST}
    assert site.ask("/ru/")[2] == b"ab"
    assert closed == [1]


def test_switched_off_it_is_not_there(settings):
    application = object()
    assert guest_pages(application) is application
    assert not isinstance(wsgi.application, PageCache)
    settings.PAGE_CACHE_MEGABYTES = 1
    cache = guest_pages(application)
    assert (cache.application, cache.pages.max_bytes + cache.asked.max_bytes) == (application, 1_000_000)


def test_a_web_process_begins_with_the_cache(tmp_path):
    """In a process of its own: the module of the server loads Django before it loads anything of ours."""
    code = "from tajryiba.config.wsgi import application; print(type(application).__name__)"
    env = {**os.environ, "TAJRYIBA_PAGE_CACHE_MB": "3", "TAJRYIBA_DATA": str(tmp_path)}
    env["DJANGO_SETTINGS_MODULE"] = "tajryiba.config.settings.dev"
    run = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "PageCache\n"
