"""Digests: picked, composed into pages, sent once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone, translation
from django.utils.translation import gettext

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.legal import domain as legal_verbs
from tajryiba.legal.models import Act, Change
from tajryiba.magazine.digests import domain, sources
from tajryiba.magazine.digests.domain import Picked
from tajryiba.magazine.digests.words import LONGEST, propose
from tajryiba.magazine.models import ArticlePage, DigestItem, Issue, News
from tajryiba.notify import following
from tajryiba.notify.domain import follow
from tajryiba.notify.enums import Frequency
from tajryiba.notify.models import Notice
from tajryiba.people.domain import give_consent, withdraw_consent
from tajryiba.people.queries import current_text
from tajryiba.practices.models import Practice
from tests.factories import legal, practices
from tests.factories.magazine_facts import a_page, an_issue, some_news
from tests.factories.people import person

pytestmark = pytest.mark.django_db
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def editor():
    return person("editor")


@pytest.fixture
def boss():
    return person("content_admin")


@pytest.fixture
def issue():
    return an_issue(state="assembling")


def type_of(model) -> int:
    return ContentType.objects.get_for_model(model).pk


def news_of(day: date, *languages: str, **facts) -> News:
    news = some_news(happens_on=day, **facts)
    for lang in languages or ("ky", "ru"):
        a_page(news, lang, title=f"Суу {lang}", lead=f"Айылга суу келди ({lang}).")
    return news


def picked(obj, ky: str = "Кыргызча сап.", ru: str = "Строка по-русски.") -> Picked:
    return Picked(type_of(type(obj)), obj.pk, ky, ru)


def digest(issue, actor, *rows: Picked, kind: str = "news_digest"):
    article = domain.open_digest(issue=issue, kind=kind, actor=actor)
    domain.save_items(article=article, picked=list(rows), seen=domain.stamp(article.digest_items.all()), actor=actor)
    return article


# --- Sources ---


def found(kind: str) -> dict[str, list]:
    return {source.name: rows for source, rows in sources.of_month(kind, *NOVEMBER)}


def test_the_months_news_practices_and_calls():
    news, grant = news_of(date(2026, 11, 3)), news_of(date(2026, 11, 30), kind="grant")
    news_of(date(2026, 10, 31))
    news_of(date(2026, 12, 1), kind="announcement")
    some_news(happens_on=date(2026, 11, 4))  # without words
    a_page(some_news(happens_on=date(2026, 11, 4)), "ky", publish=False)
    practice = practices.published(("ru",))
    Practice.objects.filter(pk=practice.pk).update(published_at=datetime(2026, 11, 9, tzinfo=UTC))
    old = practices.published(("ru",))
    Practice.objects.filter(pk=old.pk).update(published_at=datetime(2026, 9, 9, tzinfo=UTC))
    assert found("news_digest") == {"news": [news], "calls": [grant], "practices": [practice]}


def test_the_months_changes_and_new_acts():
    act, draft = legal.act(), legal.act(public=False)
    Act.objects.filter(pk=act.pk).update(published_at=datetime(2026, 11, 2, tzinfo=UTC))
    change = legal_verbs.amend_act(act=act, kind="amended", in_force_from=date(2026, 11, 5), key="one")
    hidden = legal_verbs.amend_act(act=draft, kind="amended", in_force_from=date(2026, 11, 5), key="two")
    old = legal_verbs.amend_act(act=act, kind="amended", in_force_from=date(2026, 1, 5), key="three")
    Change.objects.filter(pk__in=[change.pk, hidden.pk]).update(recorded_at=datetime(2026, 11, 6, tzinfo=UTC))
    Change.objects.filter(pk=old.pk).update(recorded_at=datetime(2026, 1, 6, tzinfo=UTC))
    assert found("legal_digest") == {"changes": [change], "acts": [act]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("<p>Суу&nbsp;келди.</p>", "Суу келди."),
        ("Биринчи. " + "бир " * 100, "Биринчи. " + "бир " * 71 + "бир…"),
        ("а" * 150 + ". " + "б" * 400, "а" * 150 + "."),
    ],
)
def test_proposed_lines(text, expected):
    assert propose(text) == expected
    assert len(expected) <= LONGEST


def test_cut_at_a_word_when_no_sentence_ends():
    assert propose("бир эки үч төрт", 9) == "бир эки…"
    assert propose("Толук сүйлөм. Экинчи сүйлөм узун", 20) == "Толук сүйлөм."


# --- Picking ---


def test_one_digest_of_a_kind_an_issue(issue, editor):
    made = [domain.open_digest(issue=issue, kind="legal_digest", actor=editor) for _press in range(2)]
    assert made[0] == made[1]
    assert (made[0].issue, made[0].rubric.slug, made[0].position) == (issue, "legislation", 1)
    with pytest.raises(ValueError, match="not a digest"):
        domain.open_digest(issue=issue, kind="article", actor=editor)


def rows(article) -> list[tuple]:
    return list(article.digest_items.values_list("object_id", "text_ky", "text_ru"))


def test_items_are_kept_in_order_changed_and_dropped(issue, editor):
    one, two, three = (news_of(date(2026, 11, day)) for day in (1, 2, 3))
    article = digest(issue, editor, picked(one), picked(two))
    first_ids = set(article.digest_items.values_list("pk", flat=True))
    digest(issue, editor, picked(three), picked(one, ky="Башка"))
    assert rows(article) == [
        (three.pk, "Кыргызча сап.", "Строка по-русски."),
        (one.pk, "Башка", "Строка по-русски."),
    ]
    assert first_ids & set(article.digest_items.values_list("pk", flat=True))


def test_two_editors_of_a_digest(issue, editor, boss):
    one, two = (news_of(date(2026, 11, day)) for day in (1, 2))
    article = domain.open_digest(issue=issue, kind="news_digest", actor=editor)
    seen = domain.stamp([])
    for _press in range(2):
        domain.save_items(article=article, picked=[picked(one)], seen=seen, actor=editor)
    with pytest.raises(DomainError) as refusal:
        domain.save_items(article=article, picked=[picked(two)], seen=seen, actor=boss)
    assert refusal.value.code == "stale"
    assert [row[0] for row in rows(article)] == [one.pk]
    assert Event.objects.filter(verb="magazine.digest_picked").count() == 1


def test_only_editors_pick(issue, editor):
    article = domain.open_digest(issue=issue, kind="news_digest", actor=editor)
    for verb in (
        lambda: domain.open_digest(issue=issue, kind="news_digest", actor=person()),
        lambda: domain.save_items(article=article, picked=[], seen="", actor=person()),
    ):
        with pytest.raises(DomainError):
            verb()


# --- Pages ---


def body(page: ArticlePage) -> list[tuple[str, str]]:
    page = page.get_latest_revision_as_object()
    return [(block.block_type, getattr(block.value, "source", "")) for block in page.body]


def test_composed_pages(issue, editor):
    news, practice = news_of(date(2026, 11, 3)), practices.published(("ru",))
    article = digest(issue, editor, picked(news), picked(practice, ky=""))
    pages = domain.compose_digest(article=article, actor=editor)
    assert sorted(pages) == ["ky", "ru"]
    assert not pages["ky"].live
    news_page = news.pages.get(locale__language_code="ky").specific
    with translation.override("ky"):
        link = f'<a href="{news_page.address}">{gettext("Read in full")}</a>'
    assert body(pages["ky"]) == [("text", f"<h3>Суу ky</h3><p>Кыргызча сап.</p><p>{link}</p>")]
    assert [kind for kind, _html in body(pages["ru"])] == ["text", "text", "practice"]
    assert "2026" in pages["ru"].title
    assert pages["ru"].lead


def test_an_act_has_its_card_and_hostile_words_are_words(issue, editor):
    act = legal.act(title_ru="<b>О воде</b>")
    article = digest(issue, editor, picked(act, ky="", ru="<script>x</script> & все"), kind="legal_digest")
    pages = domain.compose_digest(article=article, actor=editor)
    assert sorted(pages) == ["ru"]
    (_kind, html), (card, _value) = body(pages["ru"])
    assert card == "act"
    assert "&lt;script&gt;x&lt;/script&gt; &amp; все" in html
    assert "<b>" not in html


def test_what_is_gone_is_left_out(issue, editor):
    news, other = news_of(date(2026, 11, 3)), news_of(date(2026, 11, 4))
    article = digest(issue, editor, picked(news, ky="Биринчи", ru=""), picked(other, ky="Экинчи", ru=""))
    news.pages.get(locale__language_code="ky").specific.unpublish()
    news.pages.get(locale__language_code="ru").specific.unpublish()
    pages = domain.compose_digest(article=article, actor=editor)
    [(_kind, html)] = body(pages["ky"])
    assert "Экинчи" in html


def test_composed_again_keeps_one_page_and_its_title(issue, editor):
    article = digest(issue, editor, picked(news_of(date(2026, 11, 3))))
    first = domain.compose_digest(article=article, actor=editor)
    digest(issue, editor, picked(News.objects.get(), ky="Жаңы сап", ru="Новая строка"))
    second = domain.compose_digest(article=article, actor=editor)
    assert {lang: page.pk for lang, page in first.items()} == {lang: page.pk for lang, page in second.items()}
    assert "Жаңы сап" in body(second["ky"])[0][1]
    assert article.pages.count() == 2


def test_changes_by_hand_are_not_lost_unasked(issue, editor):
    article = digest(issue, editor, picked(news_of(date(2026, 11, 3))))
    page = domain.compose_digest(article=article, actor=editor)["ru"]
    assert domain.edited_by_hand(article) == []
    page.get_latest_revision().publish()
    assert domain.edited_by_hand(article) == []
    page = ArticlePage.objects.get(pk=page.pk)
    page.title = "Своё название"
    page.save_revision()
    assert domain.edited_by_hand(article) == ["ru"]
    with pytest.raises(DomainError) as refusal:
        domain.compose_digest(article=article, actor=editor)
    assert refusal.value.code == "edited"
    again = domain.compose_digest(article=article, actor=editor, over_edits=True)
    assert again["ru"].title == "Своё название"
    assert domain.edited_by_hand(article) == []


def test_nothing_to_compose(issue, editor):
    article = domain.open_digest(issue=issue, kind="news_digest", actor=editor)
    with pytest.raises(DomainError) as refusal:
        domain.compose_digest(article=article, actor=editor)
    assert refusal.value.code == "empty"


# --- The letter ---


@pytest.fixture
def published(issue, editor):
    article = digest(issue, editor, picked(news_of(date(2026, 11, 3)), ru=""), picked(practices.published(("ru",))))
    for page in domain.compose_digest(article=article, actor=editor).values():
        page.get_latest_revision().publish()
    return article


def agrees(**facts):
    reader = person(**facts)
    give_consent(user=reader, text=current_text("news_email"))
    return reader


def told() -> list[int]:
    return sorted(Notice.objects.filter(kind="magazine.digest").values_list("user_id", flat=True))


def test_sent_once_to_who_agreed_and_who_follows(published, boss):
    """T5, T6: in both lists is told once, who took the consent back is not told."""
    agreed, both, follower, gathered, former, stranger = agrees(), agrees(), person(), person(), agrees(), person()
    for reader in (both, follower):
        follow(reader, ContentType.objects.get_for_model(DigestItem))
    follow(both, ContentType.objects.get_for_model(Issue), Frequency.DAILY)
    follow(gathered, ContentType.objects.get_for_model(Issue), Frequency.DAILY)
    withdraw_consent(user=former, kind="news_email")
    assert domain.send_digest(article=published, actor=boss) == 3
    assert told() == sorted([agreed.pk, both.pk, follower.pk])
    with pytest.raises(DomainError) as refusal:
        domain.send_digest(article=published, actor=boss)
    assert refusal.value.code == "sent"
    following.tell_gathered(timezone.now() + timedelta(days=400))
    assert list(Notice.objects.filter(kind=following.DIGEST).values_list("user_id", flat=True)) == [gathered.pk]
    assert stranger.notices.count() == 0
    [event] = Event.objects.filter(verb="magazine.digest_sent")
    assert event.data == {"people": 3, "languages": ["ky", "ru"]}


def test_each_reader_in_their_language(published, boss):
    agrees(language="ky")
    domain.send_digest(article=published, actor=boss)
    lines = Notice.objects.get(kind="magazine.digest").facts["lines"]
    assert sorted(lines) == ["ky", "ru"]
    assert lines["ky"].count("Кыргызча сап.") == 2
    assert lines["ru"].count("Строка по-русски.") == 1
    assert "/ky/news/" in lines["ky"]
    assert "/ru/practices/" in lines["ru"]


def test_not_before_publication_and_only_by_the_content_admin(issue, editor, boss):
    article = digest(issue, editor, picked(news_of(date(2026, 11, 3))))
    domain.compose_digest(article=article, actor=editor)
    for actor, code in ((boss, "not_published"), (editor, "forbidden")):
        with pytest.raises(DomainError) as refusal:
            domain.send_digest(article=article, actor=actor)
        assert refusal.value.code == code
