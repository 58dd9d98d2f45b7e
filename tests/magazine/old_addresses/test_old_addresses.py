"""Addresses of the former site: permanent redirects onto our own pages only, by a command or in the admin."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from tajryiba.magazine.old_addresses.domain import import_addresses
from tests.factories.magazine_facts import a_page, an_article, some_news
from tests.factories.media import upload
from tests.factories.people import person

pytestmark = pytest.mark.django_db
OLD = "/ru/article/full/3494.html"


def leads(client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.get("Location", "")


def test_an_old_address_leads_to_the_article_wherever_it_moves(guest):
    article = an_article(starter_key="water")
    ru, ky = a_page(article, "ru"), a_page(article, "ky")
    report = import_addresses([(OLD, "article:water"), ("/ky/article/full/3494.html", f"article:{article.pk}")])
    assert (dict(report.counts), report.refused) == ({"made": 2}, [])
    assert leads(guest, OLD) == (301, ru.address)
    assert leads(guest, f"{OLD}?utm=1") == (301, ru.address)
    assert leads(guest, "/ky/article/full/3494.html") == (301, ky.address)
    ru.slug = "moved"
    ru.save_revision().publish()
    assert leads(guest, OLD) == (301, "/ru/magazine/moved/")


def test_other_places(guest):
    news = a_page(some_news(starter_key="order"), "ky")
    rows = [("/old/", "/ru/magazine/"), ("/ru/news/full/7.html?id=5", "/ru/news/?page=2"), ("/n/1.html", "news:order")]
    assert import_addresses(rows).refused == []
    assert leads(guest, "/old/") == (301, "/ru/magazine/")
    assert leads(guest, "/ru/news/full/7.html?id=5") == (301, "/ru/news/?page=2")
    assert leads(guest, "/ru/news/full/7.html")[0] == 404
    assert leads(guest, "/n/1.html") == (301, news.address)


def test_what_is_there_is_not_redirected(guest):
    import_addresses([("/ru/news/", "/ru/magazine/")])
    assert guest.get("/ru/news/").status_code == 200


def test_again_changes_nothing_and_a_new_place_replaces_the_old_one(guest):
    assert import_addresses([(OLD, "/ru/magazine/")]).counts == {"made": 1}
    assert import_addresses([(OLD, "/ru/magazine/")]).counts == {"same": 1}
    assert import_addresses([(OLD, "/ru/news/")]).counts == {"changed": 1}
    assert Redirect.objects.count() == 1
    assert leads(guest, OLD) == (301, "/ru/news/")


FOREIGN = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    "http://[bad/",
    "/a\r\nX: 1",
    "article:none",
    "news:12345",
    "article:99999999999999999999",
    OLD,
]


@pytest.mark.parametrize("place", FOREIGN)
def test_no_other_site(place):
    report = import_addresses([(OLD, place)])
    assert [line for line, _why in report.refused] == [1]
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("old", ["https://municipalitet.kg/ru/1.html", "/" + "x" * 300, "/", ""])
def test_an_old_address_is_a_path(old):
    assert len(import_addresses([(old, "/ru/news/")]).refused) == 1


def test_no_chains():
    report = import_addresses([("/a/", "/b/"), ("/b/", "/ru/news/")])
    assert [line for line, _why in report.refused] == [1]


def test_the_command(tmp_path, capsys):
    file = tmp_path / "old.csv"
    file.write_text(f"{OLD};/ru/magazine/\n\n/x;//evil.example\n", encoding="utf-8-sig")
    call_command("import_old_addresses", str(file))
    assert capsys.readouterr().out.endswith("1 made, 0 changed, 0 as before, 1 refused.\n")
    file.write_text(f"{OLD}\n")
    for path in (file, tmp_path / "none.csv"):
        with pytest.raises(CommandError):
            call_command("import_old_addresses", str(path))


def test_a_content_administrator_imports_a_table_in_the_admin(signed_in, guest, settings):
    settings.STAFF_MFA_REQUIRED = False
    client = signed_in(person("content_admin"))
    assert client.get("/admin/redirects/").status_code == 200
    place = f"{settings.SITE_URL}/ru/magazine/"  # Wagtail wants the whole address here
    table = upload("old.csv", f"from,to\n{OLD},{place}\n".encode(), "text/csv")
    asked = client.post("/admin/redirects/import/", {"import_file": table, "input_format": "0"})
    form = asked.context["form"]
    assert asked.status_code == 200
    confirmed = {"from_index": "0", "to_index": "1", "permanent": "on", "site": ""}
    hidden = {name: form[name].value() for name in form.fields if name not in confirmed and form[name].value()}
    done = client.post("/admin/redirects/import/process/", hidden | confirmed)
    assert done.status_code == 302
    assert leads(guest, OLD) == (301, place)


def test_editors_do_not(signed_in, settings):
    settings.STAFF_MFA_REQUIRED = False
    client = signed_in(person("editor"))
    for address in ("/admin/redirects/", "/admin/redirects/add/", "/admin/redirects/import/"):
        assert client.get(address)["Location"] == "/admin/"
