"""The tick-box screens of the digests."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.users.models import UserProfile

from tajryiba.magazine.digests import domain
from tajryiba.magazine.models import ArticlePage, DigestItem, News
from tests.factories.magazine_facts import a_page, an_issue, some_news
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return an_issue(state="assembling")


@pytest.fixture
def editor(signed_in):
    user = person("editor")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    return signed_in(user)


def news(title: str = "Суу келди", day: date = date(2026, 11, 3)) -> News:
    made = some_news(happens_on=day)
    a_page(made, "ky", title=title, lead="Кыскача. Толугураак.")
    return made


def screen(issue, kind: str = "news_digest") -> str:
    return reverse("issues:digest", args=[issue.pk, kind])


def key(obj) -> str:
    return f"{ContentType.objects.get_for_model(obj).pk}-{obj.pk}"


def form(page, *objects, **more) -> dict:
    """What the browser sends: everything as the screen shows it, with these rows ticked."""
    context = page.context
    shown = [*context["lines"], *(line for offer in context["offers"] for line in offer.lines)]
    data = {"seen": context["seen"], "pick": [key(obj) for obj in objects]}
    return data | {f"{lang}-{line.key}": getattr(line, lang) for line in shown for lang in ("ky", "ru")} | more


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def test_tick_and_save(editor, issue):
    one, two = news("Биринчи"), news("Экинчи")
    news("Октябрь", date(2026, 10, 30))
    page = editor.get(screen(issue))
    assert [[line.title for line in offer.lines] for offer in page.context["offers"]] == [["Биринчи", "Экинчи"], [], []]
    editor.post(screen(issue), form(page, two, one))
    rows = list(DigestItem.objects.values_list("object_id", "text_ky", "text_ru"))
    assert rows == [(two.pk, "Кыскача. Толугураак.", ""), (one.pk, "Кыскача. Толугураак.", "")]
    page = editor.get(screen(issue))
    assert [line.title for line in page.context["lines"]] == ["Экинчи", "Биринчи"]
    assert page.context["offers"][0].lines == []
    assert "no lines: Русский" in page.content.decode()
    assert issue.articles.get().rubric.slug == "news"


def test_the_month_before_may_be_shown(editor, issue):
    news("Октябрь", date(2026, 10, 30))
    shown = editor.get(screen(issue), {"back": "1"}).context["offers"][0].lines
    assert [line.title for line in shown] == ["Октябрь"]
    assert editor.get(screen(issue), {"back": "x"}).context["back"] == 0
    assert editor.get(screen(issue), {"back": "99"}).context["back"] == 3


def test_lines_are_changed_and_rows_moved_on_the_same_screen(editor, issue):
    one, two = news("Биринчи"), news("Экинчи")
    editor.post(screen(issue), form(editor.get(screen(issue)), one, two))
    changed = {f"ru-{key(one)}": "  Новая \n строка "}
    data = form(editor.get(screen(issue)), one, two, move=f"{key(two)}:up", **changed)
    editor.post(screen(issue), data)
    assert list(DigestItem.objects.values_list("object_id", "text_ru")) == [(two.pk, ""), (one.pk, "Новая строка")]
    editor.post(screen(issue), form(editor.get(screen(issue)), two, one, move=f"{key(two)}:down"))
    assert list(DigestItem.objects.values_list("object_id", flat=True)) == [one.pk, two.pk]


def test_a_slower_editor_keeps_the_typed_words(editor, issue):
    one, two = news("Биринчи"), news("Экинчи")
    slow = form(editor.get(screen(issue)), two, **{f"ru-{key(two)}": "Мои слова"})
    editor.post(screen(issue), form(editor.get(screen(issue)), one))
    answer = editor.post(screen(issue), slow)
    assert answer.status_code == 409
    assert said(answer)[-1].startswith("Another editor saved this digest")
    assert "Мои слова" in answer.content.decode()
    assert DigestItem.objects.get().object_id == one.pk


def test_nothing_that_readers_may_not_see_gets_in(editor, issue):
    hidden = some_news(happens_on=date(2026, 11, 3))
    person_key = f"{ContentType.objects.get_for_model(person()).pk}-1"
    for picked in (key(hidden), person_key):
        assert editor.post(screen(issue), {"seen": domain.stamp([]), "pick": picked}).status_code == 409
    editor.post(screen(issue), {"seen": domain.stamp([]), "pick": ["x", "1-2-3", f"1-{9**30}", ""]})
    assert not DigestItem.objects.exists()


def test_compose_from_the_screen(editor, issue):
    """What is ticked and not saved yet goes into the pages too."""
    one, address = news(), screen(issue) + "compose/"
    answer = editor.post(address, form(editor.get(screen(issue)), one), follow=True)
    assert said(answer)[-2] == "The pages are written: ky."
    assert said(answer)[-1].startswith("1 item has no lines in this language")
    page = ArticlePage.objects.get()
    page.title = "Кол менен"
    page.save_revision()
    now = form(editor.get(screen(issue)), one)
    assert said(editor.post(address, now, follow=True))[-1].startswith("The page was changed by hand")
    assert said(editor.post(address, now | {"over_edits": "on"}, follow=True))[-2].startswith("The pages")


def test_a_slower_editor_composes_nothing(editor, issue):
    one, two = news("Биринчи"), news("Экинчи")
    slow = form(editor.get(screen(issue)), two)
    editor.post(screen(issue), form(editor.get(screen(issue)), one))
    assert editor.post(screen(issue) + "compose/", slow).status_code == 409
    assert not ArticlePage.objects.exists()


def test_open_compose_and_send_without_a_digest(editor, issue, signed_in):
    answer = editor.post(screen(issue) + "compose/", form(editor.get(screen(issue))), follow=True)
    assert said(answer)[-1].startswith("Pick something")
    issue.articles.all().delete()
    assert signed_in(person("content_admin")).post(screen(issue) + "send/").status_code == 404
    assert editor.post(screen(issue, "legal_digest") + "open/")["Location"] == screen(issue, "legal_digest")
    assert issue.articles.get().kind == "legal_digest"
    assert editor.get(screen(issue, "article")).status_code == 404


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_sends(guest, signed_in, role, issue):
    editor = person("editor")
    article = domain.open_digest(issue=issue, kind="news_digest", actor=editor)
    a_page(article, "ky")
    client = guest if role == "guest" else signed_in(person(role))
    client.post(screen(issue) + "send/")
    assert domain.notices.was_sent(article) is (role in {"content_admin", "superuser"})


def test_the_screen_costs_the_same_whatever_its_length(editor, issue, same_query_count):
    def grow(count):
        for _ in range(count):
            news()

    same_query_count(lambda: editor.get(screen(issue)), grow, large=12)
    editor.post(screen(issue), form(editor.get(screen(issue)), *News.objects.all()[:1]))

    def pick(count):
        grow(count)
        editor.post(screen(issue), form(editor.get(screen(issue)), *News.objects.order_by("pk")))
        editor.get(screen(issue))  # takes the message

    same_query_count(lambda: editor.get(screen(issue)), pick, large=12)
