"""Two to four practices side by side."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import practices as make
from tests.factories.profiles import profile

pytestmark = pytest.mark.django_db

COMPARE = "/en/practices/compare/"


def page(client, query: str = "") -> str:
    response = client.get(COMPARE + query)
    assert response.status_code == 200, response.content[:300]
    return response.content.decode()


def row(html: str, label: str) -> list[str]:
    """Cells of a row of the table as plain text."""
    part = html.split(f'<th scope="row">{label}</th>')[1].split("</tr>")[0]
    cells = [cell.split("</td>")[0] for cell in part.split("<td>")[1:]]
    for tag in ('<ul class="plain">', "</ul>", "<li>", '<span class="muted">', "</span>"):
        cells = [cell.replace(tag, "") for cell in cells]
    return [cell.replace("</li>", "|").strip("|") for cell in cells]


def ids(*practices) -> str:
    return "?" + "&".join(f"id={practice.pk}" for practice in practices)


def test_facts_stand_side_by_side_and_unknown_is_said_in_words(client):
    full = make.published(
        ("ru", "en"),
        cost_som=1_000_000,
        population_served=4_000,
        duration_months=7,
        year_from=2019,
        year_to=2021,
        evidence_level=3,
        participation=["hearings"],
        rows={
            "results": [
                {"name_en": "yards with water", "unit_en": "%", "before": "61", "after": "94"},
                {"name_en": "without a figure"},
            ],
            "participants": [{"name_en": "Ayil okmotu"}, {"name_en": "Residents"}],
            "funding": [{"kind": "donor", "name_en": "A fund", "amount_som": 900_000}, {"kind": "local_budget"}],
        },
    )
    empty = make.published(("ru",))
    html = page(client, ids(full, empty))
    assert row(html, "Cost") == ["1\u00a0million\u00a0som", "not known"]
    assert row(html, "Cost per resident") == ["250\u00a0som", "not known"]
    assert row(html, "Duration") == ["7 months", "not known"]
    assert row(html, "Years") == ["2019–2021", "not known"]
    assert row(html, "People served") == ["4\u00a0000\u00a0people", "not known"]
    assert row(html, "Who took part") == ["Ayil okmotu|Residents", "not known"]
    assert row(html, "How residents took part") == ["Public hearings", "not known"]
    assert row(html, "Results in figures") == ["yards with water: 61\u00a0→ 94\u00a0%", "not known"]
    assert row(html, "Evidence") == ["Checked on site (level 3 of 4)", "Described by its authors (level 1 of 4)"]
    assert row(html, "Where the money came from")[0].startswith("Donor: A fund (900\u00a0000\u00a0som)|Local budget")
    assert '<meta name="robots" content="noindex,follow">' in html
    assert '<th scope="col" lang="ru">' in html


def test_the_order_is_that_of_the_address_and_each_can_be_taken_away(client):
    one, two, three = (make.published(("en",), title=title) for title in ("One", "Two", "Three"))
    html = page(client, ids(three, one, two, three))
    heads = [part.split("</a>")[0].rsplit(">", 1)[1] for part in html.split('<th scope="col"')[1:]]
    assert heads == ["Three", "One", "Two"]
    assert f'href="{COMPARE}{ids(three, two)}"'.replace("&", "&amp;") in html


def test_four_at_most(client):
    made = [make.published(("en",), title=f"T{n}") for n in range(5)]
    html = page(client, ids(*made))
    assert "compare--4" in html
    assert "the first four are shown" in html
    assert "Add a practice" not in html


def test_one_practice_asks_for_another_and_proposes_similar_ones(client):
    one, other = make.published(("en",), title="One"), make.published(("en",), title="Alike")
    html = page(client, ids(one))
    assert "<table" not in html
    assert f'href="{COMPARE}{ids(one, other)}"'.replace("&", "&amp;") in html
    found = page(client, f"{ids(one)}&q=alike")
    assert f'href="{COMPARE}{ids(one, other)}"'.replace("&", "&amp;") in found
    assert "Nothing was found" in page(client, f"{ids(one)}&q=dinosaur")


def test_drafts_and_unknown_numbers_are_left_out_alike(client):
    one, two = make.published(), make.published()
    draft = make.practice(working_title="Тайная")
    hidden, missing = page(client, ids(one, two, draft)), page(client, f"{ids(one, two)}&id=99999")
    assert "left out" in hidden
    assert "Тайная" not in hidden
    assert missing.replace("99999", str(draft.pk)) == hidden


@pytest.mark.parametrize("query", ["", "?id=", "?id=abc&id=%00&id=-1&id=²", "?id=" + "9" * 50, "?q=%00", "?unit=x"])
def test_any_address_is_answered(client, query):
    assert "Choose two to four practices" in page(client, query)


def test_with_a_municipality_its_likeness_and_its_cost_come_first(client):
    oblast = make.unit("Ош облусу", "oblast")
    mine = profile(make.unit("Ак-Суу", parent=oblast), 6_000, budget_som=40_000_000)
    there = profile(make.unit("Кара-Суу", parent=oblast), 6_000)
    alike = make.published(units=[there], cost_som=600_000)
    own, abroad = make.published(units=[mine]), make.published(origin="international")
    html = page(client, f"{ids(alike, own, abroad)}&unit={mine.pk}")
    score, *others = row(html, "Likeness to your municipality")
    assert score == "70 of 100|similar population; also an ayil aimak"
    assert others == ["This is a practice of your own municipality.", "not known"]
    assert row(html, "Cost for your municipality")[0] == "about 600\u00a0000\u00a0som|1.5 % of a year&#x27;s budget"
    assert f"unit={mine.pk}" in html.split("Remove</th>")[1]


def test_the_page_is_public_and_costs_a_bounded_number_of_queries(client):
    made = [make.published(("en",)) for _ in range(4)]

    def cold(*practices) -> int:
        client.get(COMPARE + ids(*practices))
        caches["local"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(COMPARE + ids(*practices))
        return len(queries)

    each = cold(*made[:3]) - cold(*made[:2])
    assert cold(*made) == cold(*made[:2]) + 2 * each or cold(*made) < cold(*made[:2]) + 2 * each
    first, second = Client().get(COMPARE + ids(*made)), client.get(COMPARE + ids(*made))
    assert first.content == second.content
    assert "s-maxage=60" in first["Cache-Control"]
    assert b"csrf" not in first.content.lower()


def test_the_catalogue_and_the_practice_lead_to_the_comparison(client):
    made = make.published(("en",), title="One")
    catalogue = client.get("/en/practices/").content.decode()
    assert f'<input type="checkbox" name="id" value="{made.pk}" form="compare">' in catalogue
    assert f'id="compare" action="{COMPARE}"' in catalogue
    assert f'href="{COMPARE}?id={made.pk}"' in client.get(made.url_in("en")).content.decode()
