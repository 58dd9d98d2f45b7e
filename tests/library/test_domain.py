"""The verbs: publishing, counting, reviews."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.library import domain
from tajryiba.library.domain.counting import is_a_reading
from tajryiba.library.models import DayCount, Material
from tajryiba.notify.domain import follow
from tajryiba.notify.models import Notice
from tajryiba.search.models import Entry
from tests.factories import library, practices
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def verbs(obj) -> list[str]:
    return list(Event.objects.filter(object_id=obj.pk).order_by("pk").values_list("verb", flat=True))


def test_a_draft_is_not_public():
    made = library.material()
    library.text(made, "ru")
    made.refresh_from_db()
    assert (made.is_public, made.published_at) == (False, None)
    assert list(Material.objects.published()) == []


def test_a_published_text_makes_it_public():
    made = library.published(("ru", "ky"))
    assert made.is_public and made.published_at is not None
    assert sorted(made.texts_by_language) == ["ky", "ru"]
    assert {"library.created", "library.published"} <= set(verbs(made))


def test_it_stays_public_while_one_text_is_live():
    made = library.published(("ru", "ky"))
    made.texts.get(lang="ky").unpublish()
    assert Material.objects.get(pk=made.pk).is_public
    made.texts.get(lang="ru").unpublish()
    assert not Material.objects.get(pk=made.pk).is_public


def test_about_is_cleaned():
    made = library.material()
    text = library.text(made, "ru", about="<p>да</p><script>alert(1)</script>")
    assert text.about == "<p>да</p>"


def test_a_translation_is_stale_after_a_change_of_substance():
    made = library.published(("ru", "ky"))
    domain.publish_text(text=library.text(made, "ru", summary="Другое"))
    assert Material.objects.get(pk=made.pk).texts_by_language["ky"].is_stale()
    domain.publish_text(text=library.text(made, "ky", summary="Башка"))
    assert not Material.objects.get(pk=made.pk).texts_by_language["ky"].is_stale()
    domain.publish_text(text=library.text(made, "ru", summary="Другое.", minor_edit=True))
    assert not Material.objects.get(pk=made.pk).texts_by_language["ky"].is_stale()


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org/"},
    ],
)
def test_an_item_is_a_file_or_a_link(item):
    with pytest.raises(ValidationError):
        library.material(items=[item])


# --- Downloads ---

PERSON = {"User-Agent": "Mozilla/5.0 (Linux; Android 13) Chrome/126"}


def test_downloads_are_counted_by_day():
    made = library.published()
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        domain.count_download(made)
        domain.count_download(made)
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        domain.count_download(made)
    made.refresh_from_db()
    assert made.downloads == 3
    days = DayCount.objects.order_by("day").values_list("day", "downloads")
    assert list(days) == [(date(2026, 3, 1), 2), (date(2026, 3, 2), 1)]
    assert {field.name for field in DayCount._meta.get_fields()} == {"id", "material", "day", "downloads"}


@pytest.mark.parametrize(
    ("headers", "counts"),
    [
        (PERSON, True),
        (PERSON | {"Range": "bytes=0-"}, True),
        (PERSON | {"Range": "bytes=1000-2000"}, False),
        (PERSON | {"If-None-Match": '"x"'}, False),
        (PERSON | {"If-Modified-Since": "Sat, 01 Jan 2026 00:00:00 GMT"}, False),
        (PERSON | {"Sec-Purpose": "prefetch"}, False),
        (PERSON | {"Purpose": "prefetch"}, False),
        ({}, False),
        ({"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, False),
        ({"User-Agent": "TelegramBot (like TwitterBot)"}, False),
        ({"User-Agent": "WhatsApp/2.23"}, False),
        ({"User-Agent": "curl/8.0"}, False),
        ({"User-Agent": "python-requests/2.31"}, False),
    ],
)
def test_who_counts_as_a_reader(headers, counts):
    assert is_a_reading(headers) is counts


# --- Reviews ---


def due(**facts) -> Material:
    return library.published(review_on=timezone.localdate(), **facts)


def test_stale_materials():
    made = due()
    library.published(review_on=timezone.localdate() + timedelta(days=1))
    library.material(review_on=timezone.localdate())
    assert list(Material.objects.stale()) == [made]
    assert made.is_due


def test_a_review_is_confirmed():
    made, editor, today = due(), person("editor"), timezone.localdate()
    domain.confirm_review(made, actor=editor, next_on=today + timedelta(days=365))
    made.refresh_from_db()
    assert (made.reviewed_on, made.review_on) == (today, today + timedelta(days=365))
    assert "library.reviewed" in verbs(made)
    assert list(Material.objects.stale()) == []


@pytest.mark.parametrize(("role", "days", "code"), [("reader", 5, "forbidden"), ("editor", 0, "past")])
def test_a_review_that_is_refused(role, days, code):
    made = due()
    with pytest.raises(DomainError) as refusal:
        domain.confirm_review(made, actor=person(role), next_on=timezone.localdate() + timedelta(days=days))
    assert refusal.value.code == code


def test_an_owner_is_asked_once_for_each_day():
    owner = person("editor")
    made = due(owner=owner)
    due()  # nobody's
    assert domain.remind_owners() == 1
    domain.remind_owners()
    assert Notice.objects.filter(user=owner, kind="library.review_due").count() == 1
    Material.objects.filter(pk=made.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    domain.remind_owners()
    assert Notice.objects.filter(user=owner).count() == 2


# --- Who waited for it ---


def test_followers_of_a_topic_hear_of_a_new_material():
    reader = person()
    follow(reader, practices.topic("waste"))
    library.published(("ru", "ky"), topics=[practices.topic("waste")])
    library.published(topics=[practices.topic("water")])
    library.published(topics=[practices.topic("waste")], starter_key="x")
    kinds = Notice.objects.filter(user=reader).values_list("kind", flat=True)
    assert list(kinds) == ["library.new"]


# --- Search ---


def test_a_material_is_found_while_it_is_public():
    made = library.published(("ru", "ky"), title="Типовой устав сообщества")
    rows = Entry.objects.filter(kind="material", object_id=made.pk)
    assert set(rows.values_list("lang", flat=True)) == {"ru", "ky"}
    for text in made.texts.all():
        text.unpublish()
    assert not rows.exists()
