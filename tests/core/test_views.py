"""Language choice, health, error pages, headers."""

import json

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from django.utils import translation
from huey.contrib.djhuey import HUEY
from huey.exceptions import HueyException

from tajryiba.core import views

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "browser", "language"),
    [("ru", "en", "ru"), ("", "ru-RU,ru;q=0.9", "ru"), ("", "de-DE", "ky"), ("xx", "", "ky"), ("", "en-GB", "en")],
)
def test_root_leads_to_the_readers_language(client, cookie, browser, language):
    if cookie:
        client.cookies["language"] = cookie
    response = client.get("/", headers={"accept-language": browser})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "no-store" in response["Cache-Control"]


def test_health_says_that_the_process_lives(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_when_everything_is(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert json.loads(response.content) == {
        "ready": True,
        "database": True,
        "migrations": True,
        "queue": True,
        "cache": True,
    }


def _fail(error):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.parametrize(
    ("target", "name", "error", "part"),
    [
        (HUEY, "pending_count", HueyException("down"), "queue"),
        (cache, "set", OSError("down"), "cache"),
        (connection, "cursor", DatabaseError("down"), "database"),
    ],
)
def test_not_ready_names_the_part(client, monkeypatch, target, name, error, part):
    monkeypatch.setattr(target, name, _fail(error))
    response = client.get("/readyz")
    state = json.loads(response.content)
    assert response.status_code == 503
    assert (state["ready"], state[part]) == (False, False)


def test_unreadable_migrations_are_not_ready(monkeypatch):
    monkeypatch.setattr(views, "_migrated", False)
    monkeypatch.setattr(views, "MigrationExecutor", _fail(DatabaseError("down")))
    assert views._migrations() is False


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_missing_page_speaks_the_language_of_its_address(client, language):
    response = client.get(f"/{language}/nothing-here/")
    assert response.status_code == 404
    with translation.override(language):
        title = translation.gettext("There is no such page")
    assert f'<h1 class="title">{title}</h1>' in response.content.decode()
    assert (title == "There is no such page") is (language == "en")


@pytest.mark.parametrize(
    ("view", "status"),
    [(views.bad_request, 400), (views.forbidden, 403), (views.csrf_failure, 403), (views.server_error, 500)],
)
def test_error_pages_render(rf, view, status):
    response = view(rf.get("/ru/"))
    assert response.status_code == status
    assert b"<h1" in response.content


def test_server_error_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        views.server_error(rf.get("/ru/"))


def test_a_crash_is_a_page_and_not_a_trace(monkeypatch):
    monkeypatch.setattr("tajryiba.frontpage.queries.home", _fail(RuntimeError("secret detail")))
    response = Client(raise_request_exception=False).get("/ru/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()


def test_public_headers(client):
    response = client.get("/ru/")
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Embedder-Policy"] == "credentialless"


def test_admin_has_wagtails_own_policy(client):
    response = client.get("/admin/login/", follow=False)
    assert "'unsafe-inline'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_guest_pages_set_no_cookie_and_do_not_vary_by_it(client):
    response = client.get("/ru/")
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"


def test_etag_saves_the_second_download(client):
    first = client.get("/ru/")
    again = client.get("/ru/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@override_settings(ALLOWED_HOSTS=["portal.example.kg"])
def test_foreign_host_is_refused(client):
    assert client.get("/ru/", headers={"host": "evil.example"}).status_code == 400


def test_robots_keep_out_of_private_parts(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /ky/account/",
        "Disallow: /ru/account/",
        "Disallow: /en/account/",
        "Sitemap: http://localhost:8000/sitemap.xml",
    ]
