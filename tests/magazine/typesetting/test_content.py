"""Every block of a page becomes what the press takes; nothing that is not public goes to paper."""

import pytest
from django.utils.translation import override
from wagtail.rich_text import RichText

from tajryiba.core.documents import press
from tajryiba.magazine.blocks import StoryBlock
from tajryiba.magazine.typesetting.body import Body, picture_of
from tajryiba.magazine.typesetting.content import article_publication, issue_publication, pages_of
from tajryiba.magazine.typesetting.naming import file_name, issue_line
from tests.factories import experts, legal, practices
from tests.factories.media import portal_image

from .conftest import article, issue, page_of

pytestmark = pytest.mark.django_db


def table(block: str = "table"):
    return (
        StoryBlock()
        .child_blocks[block]
        .to_python(
            {
                "columns": [{"type": "text", "heading": "Айыл"}, {"type": "text", "heading": "Сом"}],
                "rows": [{"values": ["Өрүк", "1 036"]}, {"values": ["Көл", ""]}],
                "caption": "Чыгым",
            }
        )
    )


def made(*body) -> tuple[press.Block, ...]:
    page = page_of(article(body=list(body)))
    with override("ky"):
        return Body(page).blocks()


def test_texts_and_their_links():
    page = page_of(article(title="Башка"))
    source = f'<p>Сөз <a linktype="page" id="{page.pk}">макала</a> <a href="/ky/practices/">бар</a></p>'
    (text,) = made(("text", RichText(source)))
    assert text.html == (
        f'<p>Сөз <a href="http://localhost:8000{page.address}">макала</a> '
        '<a href="http://localhost:8000/ky/practices/">бар</a></p>'
    )


def test_plain_blocks():
    assert made(
        ("quote", {"text": "Суу келди", "who": "Айгүл", "role": "депутат"}),
        ("exchange", {"question": "Ким <b>?", "answer": RichText("<p>Биз</p>")}),
        ("chart", {"title": "Тариф", "unit": "сом", "source": "Портал", "rows": [{"label": "Көл", "value": "12.5"}]}),
        ("callout", {"title": "Кантип", "text": RichText("<p>Ушинтип</p>")}),
    ) == (
        press.Quote("Суу келди", "Айгүл, депутат"),
        press.Text("<p><strong>Ким &lt;b&gt;?</strong></p><p>Биз</p>"),
        press.Chart("Тариф", (("Көл", 12.5),), "сом", "Портал"),
        press.Callout("Кантип", "<p>Ушинтип</p>"),
    )


def test_tables():
    rows = (("Өрүк", "1 036"), ("Көл", ""))
    assert made(("table", table())) == (press.Table(("Айыл", "Сом"), rows, "Чыгым"),)


def test_pictures_are_renditions_with_words_of_the_language():
    image = portal_image(alt={"ky": "Көл", "ru": "Озеро", "en": ""}, credit="А. Б.", size=(900, 600))
    figure, gallery, infographic = made(
        ("figure", {"image": image, "caption": "Таң"}),
        (
            "gallery",
            {"title": "Сүрөттөр", "pictures": [{"image": image, "caption": "1"}, {"image": image, "caption": "2"}]},
        ),
        ("infographic", {"image": image, "caption": "Чийме", "table": table()}),
    )
    assert (figure.alt, figure.caption, figure.credit) == ("Көл", "Таң", "А. Б.")
    assert figure.picture.read_bytes()[8:12] == b"WEBP"
    assert [one.caption for one in gallery.figures] == ["1", "2"]
    assert infographic.table.rows == (("Өрүк", "1 036"), ("Көл", ""))


def test_a_lost_picture_is_none():
    image = portal_image()
    image.file.storage.delete(image.file.name)
    assert picture_of(image) is None
    assert picture_of(None) is None


def test_video_and_audio_are_addresses():
    video, own = made(
        ("video", {"title": "Семинар", "kind": "youtube", "address": "https://youtu.be/x", "minutes": 14}),
        ("video", {"title": "Өзүбүздүкү", "kind": "own", "address": "", "minutes": None}),
    )
    assert (video.title, video.url) == ("Семинар", "https://youtu.be/x")
    assert "14" in video.kind
    assert own.url.startswith("http://localhost:8000/ky/magazine/")


def test_cards_of_what_is_public():
    practice, act, expert = practices.published(("ky",), title="Таза суу"), legal.act(), experts.expert()
    cards = made(
        ("practice", {"practice": practice}),
        ("act", {"act": act, "note": "Уруксат берет"}),
        ("expert", {"expert": expert}),
    )
    assert [card.title for card in cards] == ["Таза суу", act.name, expert.name]
    assert all(card.url.startswith("http://localhost:8000/ky/") for card in cards)
    assert "Уруксат берет" in cards[1].lines


def test_cards_of_what_is_not_public_are_left_out():
    assert (
        made(
            ("practice", {"practice": practices.practice()}),
            ("act", {"act": legal.act(public=False), "note": ""}),
            ("expert", {"expert": experts.draft()}),
        )
        == ()
    )


def test_notes_stay_plain_text():
    page = page_of(article(body=[("text", RichText("<p>а[^1]</p>")), ("notes", ["Булак <i>&", "Экинчи"])]))
    body = Body(page)
    assert body.notes() == ("Булак &lt;i&gt;&amp;", "Экинчи")
    assert len(body.blocks()) == 1


def test_an_issue_holds_its_live_articles_in_order():
    whole = issue(("ky", "ru"))
    second, first = article(whole, title="Экинчи"), article(whole, title="Биринчи", authors=("Айгүл",))
    for place, one in enumerate((first, second)):
        one.position = place
        one.save()
    article(whole, ("ru",), title="Только по-русски")
    article(whole, title="Долбоор", publish=False)  # no place of its own yet: 0, as the first
    page = page_of(whole)
    with override("ky"):
        made = issue_publication(page)
        proof = issue_publication(page, proof=True)
    assert [one.title for one in made.articles] == ["Биринчи", "Экинчи"]
    assert made.articles[0].authors == (press.Person("Айгүл", "эксперт"),)
    assert [one.title for one in proof.articles] == ["Биринчи", "Долбоор", "Экинчи"]
    assert (made.language, made.cover.theme, made.editorial) == ("ky", "Суу", None)
    assert made.number == f"№\u00a011 ({whole.through_number})"


def test_a_proof_has_the_newest_words():
    whole = issue()
    one = page_of(article(whole, title="Эски"))
    one.title = "Жаңы"
    one.save_revision()
    with override("ky"):
        assert issue_publication(page_of(whole)).articles[0].title == "Эски"
        assert issue_publication(page_of(whole), proof=True).articles[0].title == "Жаңы"


def test_an_article_alone():
    page = page_of(article(title="Жалгыз", lead="Кыскача"))
    with override("ky"):
        made = article_publication(page)
    assert [one.title for one in made.articles] == ["Жалгыз"]
    assert (made.number, made.articles[0].lead, made.cover.theme) == ("", "Кыскача", "Жалгыз")


def test_an_editorial_may_begin_with_its_own_title():
    page = page_of(issue())
    for html, title, text in (
        ('<h3 data-block-key="a">Ачылыштан <b>кийин</b></h3><p>Сөз</p>', "Ачылыштан кийин", "<p>Сөз</p>"),
        ("<p>Сөз</p><h3>Андан ары</h3>", "From the editors", "<p>Сөз</p><h3>Андан ары</h3>"),
    ):
        page.editorial, page.editorial_by = html, "Редакция"
        with override("en"):
            made = issue_publication(page).editorial
        assert (made.title, made.blocks, made.authors) == (title, (press.Text(text),), (press.Person("Редакция"),))


def test_names_of_issues_and_files():
    double = issue(month=7, month_to=8, number=7, number_to=8, through_number=149, through_number_to=150, year=2027)
    with override("ru"):
        assert issue_line(double) == "№\u00a07–8 (149–150), июль – август 2027"
    plain = issue(("ru",), number=None, through_number=None, year=2028, month=2)
    with override("ru"):
        assert issue_line(plain) == "2028-02, февраль 2028"
    row = page_of(plain, "ru").prints.create(format="pdf", is_proof=True)
    assert file_name(row) == "munitsipalitet-2028-02-ru-proof.pdf"


def test_reading_an_issue_costs_the_same_for_one_article_and_thirty(same_query_count):
    whole = issue()
    page = page_of(whole)

    def read():
        with override("ky"):
            return [one.article.rubric or list(one.article.authors.all()) for one in pages_of(page)]

    same_query_count(read, lambda number: article(whole, title=f"Макала {number}"))


def test_a_picture_that_is_gone_or_not_ready_is_left_out_as_on_the_page():
    unready = portal_image(alt={"ky": "", "ru": "", "en": ""})
    pictures = [{"image": None, "caption": "1"}, {"image": unready, "caption": "2"}]
    assert (
        made(
            ("figure", pictures[0]),
            ("figure", pictures[1]),
            ("gallery", {"title": "", "pictures": pictures}),
            ("infographic", pictures[0] | {"table": table()}),
        )
        == ()
    )


def test_paper_does_not_tell_the_address_of_a_draft():
    page = page_of(article(title="Башка", publish=False))
    (text,) = made(("text", RichText(f'<p>Сөз <a linktype="page" id="{page.pk}">макала</a></p>')))
    assert page.slug not in text.html
    assert "макала" in text.html
