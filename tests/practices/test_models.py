"""Which text, which address, which money: what a practice answers about itself."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tajryiba.practices.models import Practice, PracticeDocument, PracticeImage
from tests.factories import media
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("languages", "asked", "shown"),
    [
        (("ru", "ky"), "ky", "ky"),
        (("ru",), "ky", "ru"),
        (("ky",), "en", "ky"),
        (("ru", "en"), "ky", "ru"),
        (("en",), "ru", "en"),
    ],
)
def test_text_falls_back_to_the_original_then_ky_ru_en(languages, asked, shown):
    assert make.published(languages).text(asked).lang == shown


def test_full_text_passes_over_a_summary():
    made = make.published(("ru",))
    make.publish_text(text=make.text(made, "en", summary_only=True))
    made = Practice.objects.get(pk=made.pk)
    assert (made.text("en").lang, made.body("en").lang) == ("en", "ru")


@pytest.mark.parametrize(
    ("cost", "served", "populations", "per_resident"),
    [
        (1_000_000, 4_000, [], 250),
        (1_000_000, None, [3_000], 333),
        (1_000_000, None, [3_000, 1_000], 250),
        (1_000_000, None, [3_000, None], None),
        (None, 4_000, [3_000], None),
        (0, 10, [], 0),
        (1_000_000, 0, [], None),
    ],
)
def test_cost_per_resident_is_known_or_unknown(cost, served, populations, per_resident):
    units = [make.unit(population=population) for population in populations]
    assert make.practice(cost_som=cost, population_served=served, units=units).cost_per_resident() == per_resident


def test_one_address_in_every_language():
    made = make.published(("ru", "ky"))
    assert made.alternates() == {
        "ru": f"/ru/practices/{made.pk}-voda-v-kazhdyy-dvor/",
        "ky": f"/ky/practices/{made.pk}-ar-bir-koroogo-suu/",
    }
    with translation.override("en"):
        assert made.get_absolute_url() == f"/en/practices/{made.pk}-voda-v-kazhdyy-dvor/"


def test_a_picture_without_words_is_neither_accepted_nor_shown():
    made = make.published()
    ready, silent = media.portal_image(), media.portal_image()
    type(silent).objects.filter(pk=silent.pk).update(alt_ru="")
    silent.refresh_from_db()
    rows = [PracticeImage(practice=made, image=image) for image in (silent, ready)]
    with pytest.raises(ValidationError) as refusal:
        rows[0].full_clean()
    assert refusal.value.error_dict["image"][0].code == "alt_missing"
    rows[1].full_clean()
    PracticeImage.objects.bulk_create(rows)
    assert [row.image for row in Practice.objects.get(pk=made.pk).ready_images()] == [ready]


def test_a_closed_document_is_not_listed():
    made = make.published()
    for is_public in (True, False):
        PracticeDocument.objects.create(practice=made, document=media.portal_document(is_public=is_public))
    assert [row.document.is_public for row in Practice.objects.get(pk=made.pk).public_documents()] == [True]
