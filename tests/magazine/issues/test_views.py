"""Screens of the editors and pages of the readers."""

import json

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tajryiba.core.languages import in_every_language
from tajryiba.magazine.enums import IssueState
from tajryiba.magazine.issues import public
from tajryiba.magazine.models import Article, ArticlePage, Issue, IssuePage, PrintedArticle, Rubric
from tests.factories.issues import in_issue, out, own_page, ready_issue, words
from tests.factories.magazine_facts import an_article, an_issue
from tests.factories.media import portal_image
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db
EDITORS = {"editor", "content_admin", "superuser"}
PUBLISHERS = {"content_admin", "superuser"}


@pytest.fixture
def editor(signed_in):
    user = person("editor")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    return signed_in(user)


def verb(issue: Issue, name: str) -> str:
    return reverse("issues:verb", args=[issue.pk, name])


def screen(issue: Issue) -> str:
    return reverse("issues:issue", args=[issue.pk])


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


# --- Who ---


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_opens_the_screens(guest, signed_in, role):
    client, issue = (guest if role == "guest" else signed_in(person(role))), an_issue(state="planned")
    addresses = [reverse("issues:list"), reverse("issues:plan"), screen(issue)]
    addresses += [reverse("issues:facts", args=[issue.pk]), reverse("issues:digest", args=[issue.pk, "news_digest"])]
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code == 200) is (role in EDITORS), address
        assert answer.status_code in (200, 302, 403)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_publishes(guest, signed_in, role):
    client, issue = (guest if role == "guest" else signed_in(person(role))), ready_issue("ky")
    client.post(reverse("issues:publish", args=[issue.pk]), {"all_the_same": "on"})
    issue.refresh_from_db()
    assert (issue.state == IssueState.PUBLISHED) is (role in PUBLISHERS)


def test_no_such_issue_and_no_such_verb(editor):
    issue = an_issue()
    assert editor.get(reverse("issues:issue", args=[2**70])).status_code == 404
    assert editor.post(verb(issue, "burn")).status_code == 404
    assert editor.get(verb(issue, "place")).status_code == 405
    for name, data in (
        ("place", {"step": "sideways"}),
        ("state", {"state": "burnt"}),
        ("write", {"lang": "de"}),
        ("add", {"article": "x"}),
        ("add", {"article": 9**30}),
        ("move", {"to": "0"}),
    ):
        assert editor.post(verb(issue, name), data).status_code == 404, (name, data)


# --- Planning ---


def test_plan_what_is_proposed(editor):
    an_issue(year=2026, month=11, number=11, through_number=157)
    form = editor.get(reverse("issues:plan")).context["form"]
    assert form.initial == {"year": 2026, "month": 12, "number": 12, "through_number": 158}
    response = editor.post(reverse("issues:plan"), form.initial)
    issue = Issue.objects.get(month=12)
    assert response["Location"] == screen(issue)
    again = editor.post(reverse("issues:plan"), form.initial)
    assert (again.status_code, Issue.objects.count()) == (422, 2)
    assert again.context["form"].non_field_errors()


def test_change_the_facts(editor):
    issue = an_issue(state="planned")
    address = reverse("issues:facts", args=[issue.pk])
    facts = {"year": 2026, "month": 11, "print_run": 1500}
    assert editor.post(address, facts | {"month": 13}).status_code == 422
    assert editor.post(address, facts | {"number_to": 12}).status_code == 422
    assert editor.post(address, facts)["Location"] == screen(issue)
    assert Issue.objects.get().print_run == 1500


# --- Assembling ---


def test_the_screen_says_how_far_each_language_is(editor):
    issue = ready_issue("ru", state="assembling")
    html = editor.get(screen(issue)).content.decode()
    assert html.count("draft</span>") == 5  # four articles and the page of the issue
    assert "4 of 4 articles ready" in html
    assert "0 of 4 articles ready" in html
    assert "2 more articles, the news digest, the legislation digest" in html


def test_find_and_add(editor):
    issue, article = an_issue(state="assembling"), an_article(working_title="Өзөн суусу")
    an_article(working_title="Башка")
    assert editor.get(screen(issue), {"q": "озон суу"}).context["free"] == [article]
    for _press in range(2):
        editor.post(verb(issue, "add"), {"article": article.pk})
    assert editor.get(screen(issue), {"q": "өзөн"}).context["free"] == []
    assert list(issue.articles.all()) == [article]


def test_new_article_order_and_out(editor):
    issue = an_issue(state="assembling")
    for title in "abc":
        editor.post(verb(issue, "new"), {"title": title, "kind": "article"})
    assert said(editor.post(verb(issue, "new"), {"title": ""}, follow=True))[-1] == "Give the new article a title."
    seen = editor.get(screen(issue)).context["assembly"].order
    first = seen.split(",")[0]
    editor.post(verb(issue, "place"), {"article": first, "step": "to", "place": "3", "seen": seen})
    now = editor.get(screen(issue)).context["assembly"]
    assert [row.article.working_title for row in now.rows] == ["b", "c", "a"]
    stale = editor.post(verb(issue, "order"), {"order": seen, "seen": seen}, follow=True)
    assert said(stale)[-1].startswith("Another editor changed this issue")
    editor.post(verb(issue, "order"), {"order": seen, "seen": now.order})
    editor.post(verb(issue, "out"), {"article": first})
    assert [row.article.working_title for row in editor.get(screen(issue)).context["assembly"].rows] == ["b", "c"]


def test_move_to_another_issue(editor):
    issue, other = an_issue(state="assembling"), an_issue(month=12, state="planned")
    article = in_issue(issue)
    editor.post(verb(issue, "move"), {"article": article.pk, "to": other.pk})
    assert Article.objects.get().issue == other


def test_write_leads_to_the_editor_of_the_page(editor):
    issue = an_issue(state="assembling")
    article = in_issue(issue)
    for _press in range(2):
        response = editor.post(verb(issue, "write"), {"article": article.pk, "lang": "ky"})
        page = ArticlePage.objects.get()
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor.post(verb(issue, "write"), {"lang": "ru"})
    assert not IssuePage.objects.get().live
    assert editor.post(verb(issue, "write"), {"article": an_article().pk, "lang": "ky"}).status_code == 404


def test_states_and_review(editor):
    issue = ready_issue("ky", state="assembling")
    answer = editor.post(verb(issue, "review"), follow=True)
    assert said(answer) == ["5 drafts are sent to review."]
    assert said(editor.post(verb(issue, "review"), follow=True))[0].startswith("No draft is waiting")
    editor.post(verb(issue, "state"), {"state": "proof"})
    issue.refresh_from_db()
    assert issue.state == "proof"


def test_the_page_of_an_issue_goes_live_with_its_issue(signed_in):
    client, issue = signed_in(person("content_admin")), ready_issue("ky")
    page = issue.pages.get()
    data = {"title": page.title, "slug": page.slug, "action-publish": "1", "theme": "Суу"}
    block = {"key": "a", "text": "Сөз", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    data["editorial"] = json.dumps({"blocks": [block], "entityMap": {}})
    data |= {f"contents-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | {"contents-MAX_NUM_FORMS": ""})
    assert answer["Location"] == screen(issue)
    page.refresh_from_db()
    assert not page.live
    client.post(reverse("issues:publish", args=[issue.pk]), {"all_the_same": "on"})
    page.refresh_from_db()
    assert page.live


def test_lists_cost_the_same_whatever_their_length(editor, same_query_count):
    issue = an_issue(state="assembling", year=2030, month=1)
    months = iter((year, month) for year in range(2011, 2020) for month in range(1, 13))

    def grow(count):
        for _ in range(count):
            in_issue(issue, "ky", "ru")
            year, month = next(months)
            in_issue(an_issue(year=year, month=month, state="planned"), "ky")

    same_query_count(lambda: editor.get(reverse("issues:list")), grow, large=10)
    same_query_count(lambda: editor.get(screen(issue)), grow, large=10)


# --- Readers ---


def page_of(issue: Issue, lang: str) -> IssuePage:
    return IssuePage.objects.get(issue=issue, locale__language_code=lang)


def html_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_of_an_issue(guest):
    issue = out("ky", "ru", number=11, through_number=157)
    article = issue.articles.get()
    html = html_of(guest, "/ky/magazine/2026-11/")
    assert "Суу жана тариф" in html
    assert "№\u00a011 (157)" in html
    assert f"{article.working_title} (ky)" in html
    assert f"{article.working_title} (ru)" not in html
    assert 'hreflang="ru"' in html
    assert '<svg class="cover"' in html


def test_contents_in_the_issues_own_order_and_under_rubrics(guest):
    issue = out("ky")
    hot, world = Rubric.objects.get(slug="hot"), Rubric.objects.get(slug="world")
    for rubric in (hot, world, hot):
        in_issue(issue, "ky", publish=True, rubric=rubric)
    html = html_of(guest, "/ky/magazine/2026-11/")
    titles = [article.working_title for article in issue.articles.in_order()]
    assert sorted(titles, key=html.index) == titles
    assert html.count(hot.name_ky) == 2


def test_drafts_are_not_in_the_contents_and_other_languages_are_marked(guest):
    issue = out("ky")
    draft, foreign = in_issue(issue, "ky"), an_article(issue=issue, position=9)
    words(foreign, "ru", publish=True, title="Только по-русски")
    html = html_of(guest, "/ky/magazine/2026-11/")
    assert f"{draft.working_title} (ky)" not in html
    assert '<li lang="ru">' in html
    assert "Только по-русски" in html


def test_what_is_taken_down_leaves_the_contents(guest):
    issue = out("ky")
    page = ArticlePage.objects.get()
    assert page.title in html_of(guest, "/ky/magazine/2026-11/")
    page.unpublish()
    assert page.title not in html_of(guest, "/ky/magazine/2026-11/")
    assert issue.pages.get().live


def test_an_issue_before_its_day_is_not_there(guest):
    ready_issue("ky")
    assert guest.get("/ky/magazine/2026-11/").status_code == 404
    assert "2026-11" not in html_of(guest, "/ky/magazine/")


def test_printed_contents_of_an_old_issue(guest):
    issue = out("ky", year=2015, month=3)
    PrintedArticle.objects.create(page=page_of(issue, "ky"), title="Эски макала", authors="А. Асанов", on_page=12)
    html = html_of(guest, "/ky/magazine/2015-03/")
    assert "Эски макала" in html
    assert "А. Асанов" in html


def test_neighbours(guest):
    for month in (9, 10, 11):
        out("ky", month=month, number=month)
    out("ru", month=12, number=12)
    html = html_of(guest, "/ky/magazine/2026-10/")
    assert 'href="/ky/magazine/2026-09/" rel="prev"' in html
    assert 'href="/ky/magazine/2026-11/" rel="next"' in html
    assert 'rel="next"' not in html_of(guest, "/ky/magazine/2026-11/")


def test_the_front_and_the_home_page(guest, language):
    assert guest.get(reverse("magazine")).status_code == 200
    out("ky", "ru", "en", month=10, number=10)
    newest = out("ky", "ru", "en", month=11, number=11)
    html = html_of(guest, reverse("magazine"))
    assert html.count('<svg class="cover"') == 2
    assert f"/{language}/magazine/2026-10/" in html
    assert f"{newest.articles.get().working_title} ({language})" in html
    assert "1694-7053" in html
    assert f"/{language}/magazine/2026-11/" in html_of(guest, reverse("home"))


def test_a_double_issue_lives_at_its_first_month(guest):
    out("ru", month=7, month_to=8, number=7, number_to=8, through_number=149, through_number_to=150)
    html = html_of(guest, "/ru/magazine/2026-07/")
    assert "№\u00a07–8 (149–150)" in html
    assert guest.get("/ru/magazine/2026-08/").status_code == 404


def test_the_front_shows_the_way_where_a_language_has_no_issue(guest):
    out("ky")
    assert 'href="/ky/magazine/2026-11/"' in html_of(guest, "/ru/magazine/")


def test_a_link_of_a_letter_finds_the_language_that_there_is(guest):
    issue = out("ky")
    article, draft = issue.articles.get(), an_article()
    for code, address in in_every_language(lambda: reverse("issue_anyway", args=[issue.pk])).items():
        assert guest.get(address)["Location"] == "/ky/magazine/2026-11/", code
    assert guest.get(reverse("article_anyway", args=[article.pk]))["Location"] == article.pages.get().specific.address
    for address in (reverse("article_anyway", args=[draft.pk]), reverse("issue_anyway", args=[2**80])):
        assert guest.get(address).status_code == 404


def test_pages_cost_the_same_whatever_they_hold(guest, same_query_count):
    issue = out("ky", year=2030, month=1)
    months = iter((year, month) for year in range(2011, 2020) for month in range(1, 13))

    def grow(count):
        for _ in range(count):
            in_issue(issue, "ky", publish=True)
            year, month = next(months)
            own_page(an_issue(year=year, month=month), "ky", publish=True)

    for address in ("/ky/magazine/2030-01/", "/ky/magazine/", "/ky/"):
        same_query_count(lambda address=address: guest.get(address), grow, large=12)


def test_a_hostile_theme_is_words(guest):
    issue = an_issue()
    own_page(issue, "ky", publish=True, theme='"><script>x</script>', theme_note="</svg><b>")
    html = html_of(guest, "/ky/magazine/2026-11/")
    assert "<script>x" not in html
    assert "</svg><b>" not in html


def test_an_uploaded_cover_takes_the_place_of_the_drawn_one(guest):
    """Of the other language too, when this one has none."""
    image = portal_image(size=(900, 1200))
    out("ky", "ru", cover_ru=image)
    for lang in ("ky", "ru"):
        html = html_of(guest, f"/{lang}/magazine/2026-11/")
        assert '<svg class="cover"' not in html
        assert 'class="cover"' in html
        assert ".webp" in html


def test_uploaded_covers_cost_the_same_whatever_their_number(guest, same_query_count):
    months = iter(range(1, 13))

    def grow(count):
        for _ in range(count):
            own_page(an_issue(month=next(months), cover_ky=portal_image()), "ky", publish=True)
        guest.get("/ky/magazine/")  # makes the renditions

    same_query_count(lambda: guest.get("/ky/magazine/"), grow, small=2, large=8)


def test_the_preview_of_the_staff_shows_drafts():
    issue = ready_issue("ky")
    page = page_of(issue, "ky")
    assert public.contents(page) == []
    entries = [entry for part in public.contents(page, drafts=True) for entry in part.entries]
    assert len(entries) == 4
