"""Static pages: written once an address, shown in their language, linked in the footer without a query a page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from tajryiba.core.errors import DomainError
from tajryiba.magazine.models import StaticPage
from tajryiba.magazine.standing import footer
from tests.factories.magazine_facts import a_static_page

pytestmark = pytest.mark.django_db
FOOTER = '<li><a href="/ru/about/">about ru</a></li>'


def test_a_page_in_its_language(guest):
    page = a_static_page("ru", slug="about", lead="Коротко")
    html = guest.get("/ru/about/").content.decode()
    assert "<h1>about ru</h1>" in html
    assert "Коротко" in html
    assert guest.get("/ky/about/").status_code == 404
    ky = a_static_page("ky", slug="about", translation_of=page)
    assert page.alternates() == {"ky": "/ky/about/", "ru": "/ru/about/"}
    assert guest.get(ky.address).status_code == 200


def test_an_address_is_given_once():
    a_static_page("ru", slug="about")
    with pytest.raises(DomainError):
        a_static_page("ru", slug="about")
    with pytest.raises(ValidationError):
        a_static_page("ru", slug="practices")
    with pytest.raises(DomainError):
        a_static_page("ru", slug="news")
    assert StaticPage.objects.count() == 1


def test_the_footer_names_live_pages_with_the_tick(guest, django_capture_on_commit_callbacks):
    a_static_page("ru", slug="hidden")
    a_static_page("ru", slug="draft", show_in_menus=True, publish=False)
    a_static_page("ky", slug="about", show_in_menus=True)
    with django_capture_on_commit_callbacks(execute=True):
        page = a_static_page("ru", slug="about", show_in_menus=True)
    html = guest.get("/ru/practices/").content.decode()
    assert FOOTER in html
    assert "/ru/hidden/" not in html and "/ru/draft/" not in html and "/ky/about/" not in html
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert FOOTER not in guest.get("/ru/practices/").content.decode()


def test_the_footer_costs_one_query_a_minute(guest, monkeypatch):
    a_static_page("ru", slug="about", show_in_menus=True)
    footer.forget()
    with CaptureQueriesContext(connection) as first:
        footer.links()
    with CaptureQueriesContext(connection) as second:
        footer.links()
    assert (len([q for q in first if "staticpage" in q["sql"]]), len(second)) == (1, 0)


def test_a_silent_database_leaves_the_footer_without_pages(monkeypatch):
    def broken():
        raise DatabaseError

    footer.forget()
    monkeypatch.setattr(footer, "_load", broken)
    assert footer.links() == []
