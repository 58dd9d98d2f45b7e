"""Each block as readers see it: what is hostile is tame, what is not public is gone, all of it in constant queries."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Collection, CollectionViewRestriction

from tajryiba.experts import domain as experts_domain
from tajryiba.magazine.articles import richtext
from tajryiba.magazine.articles.story import load_story
from tajryiba.magazine.blocks import AudioBlock, ReadyImageBlock, VideoBlock, is_video_address
from tajryiba.magazine.models import ArticlePage
from tests.factories import experts, legal, practices
from tests.factories.magazine import an_article, page_of, text
from tests.factories.media import VTT, mp4, portal_document, portal_image, portal_recording

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


def shown(client, *body, lang: str = "ru") -> str:
    article = an_article((lang,), body=list(body))
    return _prose(client.get(page_of(article, lang).address).content.decode())


def _prose(html: str) -> str:
    return html.partition('<div class="prose">')[2].partition('<aside class="arail')[0]


def block(name: str, **value):
    """A value as the database keeps it."""
    return {"type": name, "value": value}


def table(*rows: tuple, caption: str = "", headings=("Год", "Сбор")) -> dict:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": list(row)} for row in rows],
        "caption": caption,
    }


def raw(*blocks: dict):
    return ArticlePage._meta.get_field("body").to_python(list(blocks))


def drawn(client, *blocks: dict, lang: str = "ru") -> str:
    article = an_article((lang,), body=raw(*blocks))
    return _prose(client.get(page_of(article, lang).address).content.decode())


# --- Text ---


def test_text_is_cleaned_and_keeps_its_headings(guest):
    html = shown(guest, text(f'<h2>Начали</h2><p onclick="x()">Слова{SCRIPT}</p><p></p><a href="javascript:x">л</a>'))
    assert html.startswith("<h2>Начали</h2><p>Слова</p><a>л</a>")


def test_a_link_to_a_page_leads_there_while_it_is_public(guest):
    other = page_of(an_article(("ky",)), "ky")
    link = f'<p><a linktype="page" id="{other.pk}">туда</a> <a href="https://example.kg/">наружу</a></p>'
    assert f'<a href="{other.address}">туда</a>' in shown(guest, text(link))
    other.unpublish()
    assert "<a>туда</a>" in shown(guest, text(link))


@pytest.mark.parametrize(
    "attributes",
    ['linktype="page" id="x"', f'linktype="page" id="{"9" * 30}"', 'linktype="page"', 'linktype="x" id="1"'],
)
def test_a_link_that_names_no_page_is_no_link(attributes):
    source = f"<p><a {attributes}>туда</a></p>"
    assert richtext.linked_pages([source]) == set()
    assert richtext.shown(source, {}, richtext.Notes([], [])) == "<p><a>туда</a></p>"


def test_an_editor_cannot_bring_ids(guest):
    assert 'id="main"' not in shown(guest, text('<p><a id="main" href="/ru/">x</a></p>'))


# --- Notes ---


def test_marks_lead_to_notes_and_back(guest):
    body = (
        text("<p>Первое[^2], второе[^1], снова[^2] и ничто[^7].</p>"),
        ("callout", {"title": "Выноска", "text": text("<p>Тоже[^1]</p>")[1]}),
        ("notes", ["Про <b>первое</b>", "Про второе", "Без метки"]),
    )
    article = an_article(("ru",), body=list(body))
    html = guest.get(page_of(article).address).content.decode()
    assert 'Первое<sup><a href="#n2" id="r2" aria-label="Сноска 1">1</a></sup>' in html
    assert '<sup><a href="#n1" id="r1"' in html
    assert '<sup><a href="#n2" id="r2-2"' in html
    assert '<sup><a href="#n1" id="r1-2"' in html
    assert "ничто[^7]" in html
    notes = html.partition('class="notes"')[2].partition("</section>")[0]
    assert notes.index('id="n2"') < notes.index('id="n1"') < notes.index('id="n3"')
    assert "Про &lt;b&gt;первое&lt;/b&gt;" in notes
    assert '<a href="#r1">' in notes
    assert '<a href="#r1-2"' in notes


def test_without_notes_the_mark_stays_as_typed(guest):
    html = shown(guest, text("<p>Слово[^1]</p>"))
    assert "Слово[^1]" in html
    assert "<sup>" not in html


def test_a_mark_in_an_address_breaks_nothing_out(guest):
    hostile = '<p><a href="https://x.kg/[^1] onmouseover=alert(1) x">л</a></p>'
    html = shown(guest, text(hostile), ("notes", ["Примечание"]))
    assert "onmouseover" not in html.replace('onmouseover=alert(1) x"&gt;', "").replace("onmouseover=alert(1)", "", 1)
    assert "<a" in html


# --- Words of other blocks ---


def test_words_are_words_everywhere(guest):
    html = drawn(
        guest,
        block("quote", text=SCRIPT, who=SCRIPT, role=SCRIPT),
        block("exchange", question=SCRIPT, answer=f"<p>{SCRIPT}Ответ</p>"),
        block("callout", title=SCRIPT, text=f"<p>{SCRIPT}Важно</p>"),
        {"type": "table", "value": table((SCRIPT, "1"), caption=SCRIPT, headings=(SCRIPT, "b"))},
        block("chart", title=SCRIPT, unit=SCRIPT, rows=[{"label": SCRIPT, "value": "5"}], source=SCRIPT),
        {"type": "notes", "value": [SCRIPT]},
    )
    assert "<script" not in html
    assert "<p>Ответ</p>" in html
    assert "<p>Важно</p>" in html


def test_a_quotation_names_who_said_it(guest):
    html = drawn(guest, block("quote", text="Вода пришла", who="Гүлнара", role="бухгалтер"))
    assert '<blockquote class="quote"><p>Вода пришла</p><footer>Гүлнара, бухгалтер</footer></blockquote>' in html


def test_a_table_says_what_its_cells_belong_to(guest):
    html = drawn(guest, {"type": "table", "value": table(("2025", "94 %"), caption="Сбор платы")})
    assert '<div class="tablewrap" role="region" tabindex="0" aria-label="Сбор платы">' in html
    assert "<caption>Сбор платы</caption>" in html
    assert '<th scope="col">Год</th><th scope="col">Сбор</th>' in html
    assert '<tr><th scope="row">2025</th><td>94 %</td></tr>' in html


def test_bars_are_a_table(guest):
    rows = [{"label": "было", "value": "50.5"}, {"label": "стало", "value": "101"}, {"label": "долг", "value": "-25"}]
    html = drawn(guest, block("chart", title="Сбор", unit="%", rows=rows, source="Водоканал"))
    assert '<table class="bars"><caption class="vh">Сбор, %</caption>' in html
    assert '<th scope="row">было</th><td><svg class="bar" aria-hidden="true"><rect width="50.0%"' in html
    assert '<td class="num">50,5</td>' in html
    assert '<svg class="bar bar--red" aria-hidden="true"><rect width="24.8%"' in html
    assert "style=" not in html


def test_bars_of_nothing_but_zeros_stand(guest):
    rows = [{"label": "было", "value": Decimal(0)}]
    assert 'rect width="0.0%"' in drawn(guest, block("chart", title="Сбор", rows=rows))


# --- Pictures ---


def test_a_picture_is_light_and_says_what_is_seen(guest):
    image = portal_image(size=(1600, 900), credit="Асан", source_url="https://example.kg/p")
    html = drawn(guest, block("figure", image=image.pk, caption="Насосная"))
    assert ".webp" in html
    assert 'loading="lazy"' in html
    assert 'width="640" height="360"' in html
    assert f'alt="{image.alt_ru}"' in html
    assert "Насосная" in html
    assert '<a href="https://example.kg/p" rel="noopener">Асан</a>' in html


def test_a_gallery_leads_to_the_large_pictures(guest):
    images = [portal_image(size=(1600, 900)) for _number in range(2)]
    pictures = [{"image": image.pk, "caption": "Вид"} for image in images]
    html = drawn(guest, block("gallery", title="Насосная", pictures=pictures))
    assert html.count("<figure") == 2
    assert images[0].get_rendition("max-1600x1600").url in html
    assert images[0].get_rendition("fill-400x300").url in html


def test_an_infographic_has_its_figures_as_a_table(guest):
    value = {"image": portal_image().pk, "caption": "Сбор", "table": table(("2025", "94 %"))}
    html = drawn(guest, {"type": "infographic", "value": value})
    assert "<details" in html
    assert 'aria-label="Сбор"' in html
    assert "<td>94 %</td>" in html


def test_a_picture_without_alt_text_is_not_shown_and_not_taken(guest):
    image = portal_image(alt={"ru": "Насос"})
    assert "<figure" not in drawn(guest, block("figure", image=image.pk, caption="x"))
    with pytest.raises(ValidationError):
        ReadyImageBlock().clean(image)
    assert ReadyImageBlock().clean(portal_image()).is_ready


def test_a_picture_whose_file_is_gone_leaves_the_page_standing(guest):
    image = portal_image()
    image.file.storage.delete(image.file.name)
    pictures = [{"image": image.pk, "caption": "x"}, {"image": image.pk, "caption": "y"}]
    html = drawn(guest, block("gallery", pictures=pictures), block("figure", image=image.pk, caption="Подпись"))
    assert "<img" not in html


# --- Sound and video ---


def test_sound_states_its_size_and_loads_only_when_played(guest):
    file = portal_recording()
    html = drawn(guest, block("audio", title="Беседа", file=file.pk, minutes=12, transcript="Суу\n\nкелди"))
    assert f'<audio controls preload="none" src="{file.url}"' in html
    assert "MP3, 1\u00a0КБ · 12" in html
    assert "<p>келди</p>" in html


def test_an_own_video_has_captions(guest):
    film, captions = portal_recording(name="a.mp4", data=mp4()), portal_recording(name="a.vtt", data=VTT)
    value = {"title": "Насос", "kind": "own", "file": film.pk, "captions": captions.pk}
    html = drawn(guest, block("video", **value))
    assert '<video controls preload="none"' in html
    assert f'<source src="{film.url}" type="video/mp4">' in html
    assert f'<track kind="captions" src="{captions.url}" srclang="ru"' in html


def test_a_video_elsewhere_is_a_link_that_says_so(guest):
    html = drawn(guest, block("video", title="Насос", kind="youtube", address="https://youtu.be/abc"))
    assert '<a class="btn" href="https://youtu.be/abc" target="_blank" rel="noopener noreferrer">' in html
    assert html.count("YouTube") >= 3
    assert "<iframe" not in html


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("youtube", "https://youtu.be.evil.kg/abc"),
        ("youtube", "http://youtu.be/abc"),
        ("youtube", "javascript:alert(1)"),
        ("youtube", "https://rutube.ru/video/1"),
        ("rutube", "https://evil.kg/?rutube.ru"),
        ("rutube", ""),
        ("own", "https://youtu.be/abc"),
    ],
)
def test_a_video_from_elsewhere_than_it_says_is_not_shown(guest, kind, address):
    assert not is_video_address(kind, address)
    assert "recording" not in drawn(guest, block("video", title="Насос", kind=kind, address=address))


def closed_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Закрытое")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_recordings_that_are_not_public_are_gone(guest):
    closed = [portal_recording(is_public=False), portal_recording(collection=closed_collection())]
    for file in (*closed, portal_document()):
        assert "recording" not in drawn(guest, block("audio", title="Беседа", file=file.pk))


def test_editors_choose_the_right_kind_of_file():
    sound, film, paper = portal_recording(), portal_recording(name="a.mp4", data=mp4()), portal_document()
    video = {"title": "x", "minutes": None, "transcript": "", "address": "", "captions": None, "file": None}
    assert AudioBlock().clean({"title": "x", "file": sound, "minutes": None, "transcript": ""})["file"] == sound
    with pytest.raises(StructBlockValidationError):
        AudioBlock().clean({"title": "x", "file": film, "minutes": None, "transcript": ""})
    assert VideoBlock().clean({**video, "kind": "own", "file": film})["file"] == film
    for wrong in (
        {"kind": "own"},
        {"kind": "own", "file": sound},
        {"kind": "own", "file": film, "captions": paper},
        {"kind": "youtube", "address": "https://example.kg/"},
    ):
        with pytest.raises(StructBlockValidationError):
            VideoBlock().clean({**video, **wrong})


# --- Cards ---


def cards_of(practice, act, expert) -> list[dict]:
    return [
        block("practice", practice=practice.pk),
        block("act", act=act.pk, note="Разрешает"),
        block("expert", expert=expert.pk),
    ]


def test_cards_of_public_things(guest):
    practice, act, expert = practices.published(("ru",)), legal.act(), experts.expert()
    html = drawn(guest, *cards_of(practice, act, expert))
    assert practice.url_in("ru") in html
    assert act.url_in("ru") in html
    assert "Разрешает" in html
    assert f"/ru/experts/{expert.pk}-" in html


def test_cards_of_what_is_not_public_vanish_for_readers_and_are_marked_for_editors(guest):
    expert = experts.expert()
    experts_domain.hide(expert=expert, by=experts.moderator(), reason="Сам попросил")
    body = raw(*cards_of(practices.practice(), legal.act(public=False), expert))
    article = an_article(("ru",), body=body)
    page = page_of(article)
    html = _prose(guest.get(page.address).content.decode())
    assert "storycard" not in html
    assert "notice" not in html
    preview = page.make_preview_request().content.decode()
    assert _prose(preview).count('class="notice notice--red"') == 3


def test_a_card_of_something_deleted_vanishes(guest):
    assert "storycard" not in drawn(guest, block("act", act=987_654), block("practice", practice=987_654))


def test_a_page_costs_the_same_however_many_blocks(same_query_count):
    body: list[dict] = []
    known = portal_image(size=(1600, 900))
    film, sound = portal_recording(name="a.mp4", data=mp4()), portal_recording()
    other = page_of(an_article(("ru",)))

    def grow(number: int) -> None:
        for _one in range(number):
            image = portal_image(size=(80, 60))
            image.get_renditions("width-640", "width-1280", "fill-400x300", "max-1600x1600")
            body.extend(cards_of(practices.published(("ru",)), legal.act(), experts.expert()))
            link = f'<p><a linktype="page" id="{other.pk}">л</a></p>'
            body.extend(
                [
                    {"type": "text", "value": link},
                    block("exchange", question="x", answer=link),
                    block("figure", image=image.pk, caption="x"),
                    block("gallery", pictures=[{"image": known.pk, "caption": ""}, {"image": image.pk, "caption": ""}]),
                    block("audio", title="x", file=sound.pk),
                    block("video", title="x", kind="own", file=film.pk),
                ]
            )

    request = RequestFactory().get("/")
    assert same_query_count(lambda: _read(raw(*body), request), grow, large=6) < 40


def _read(body, request) -> None:
    from django.template.loader import render_to_string  # noqa: PLC0415

    render_to_string("magazine/_story.html", {"body": body, "request": request, "language": "ru"})


def test_a_story_remembers_nothing_of_a_preview():
    body = raw(*cards_of(practices.practice(), legal.act(public=False), experts.expert()))
    assert load_story(body, preview=True).preview
    assert [bool(piece.hidden) for piece in load_story(body).pieces] == [True, True, False]
