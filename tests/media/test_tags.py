import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tajryiba.media.models import PortalImage
from tests.factories.media import portal_image

pytestmark = pytest.mark.django_db


def render(source: str, **context) -> str:
    caches["renditions"].clear()
    return Template("{% load media_tags %}" + source).render(Context(context))


def test_one_size():
    image = portal_image(size=(640, 480))
    with translation.override("ru"):
        html = render('{% picture image "width-320" class="photo" %}', image=image)
    url = image.get_rendition("width-320").url
    assert url.endswith(".webp")
    assert html == (
        f'<img class="photo" src="{url}" width="320" height="240" '
        'loading="lazy" decoding="async" alt="Новый водопровод">'
    )


def test_several_sizes():
    image = portal_image(size=(640, 480))
    html = render('{% picture image "width-320" "width-640" sizes="50vw" eager=True %}', image=image)
    small, large = (image.get_rendition(f"width-{width}").url for width in (320, 640))
    assert f'src="{small}"' in html
    assert f'srcset="{small} 320w, {large} 640w" sizes="50vw"' in html
    assert 'fetchpriority="high"' in html and "lazy" not in html
    assert 'sizes="100vw"' in render('{% picture image "width-320" "width-640" %}', image=image)


@pytest.mark.parametrize(
    ("language", "end"),
    [("ky", 'alt="Жаңы суу түтүгү">'), ("ru", 'alt="Новый водопровод">'), ("en", 'alt="Жаңы суу түтүгү" lang="ky">')],
)
def test_alt_text_in_the_language_of_the_page_or_marked(language, end):
    image = portal_image()
    with translation.override(language):
        assert render('{% picture image "width-100" %}', image=image).endswith(end)


def test_decoration_and_data_attributes():
    html = render('{% picture image "width-100" alt="" data_zoom="1" %}', image=portal_image())
    assert html.endswith('alt="">') and 'data-zoom="1"' in html and "lang=" not in html


def test_alt_text_is_escaped():
    image = portal_image(alt={"ky": '"><script>', "ru": "x"})
    assert "&quot;&gt;&lt;script&gt;" in render('{% picture image "width-100" %}', image=image)


def test_no_picture_or_a_lost_file_does_not_break_the_page():
    image = portal_image()
    default_storage.delete(image.file.name)
    assert render('{% picture image "width-100" %}', image=image) == ""
    assert render('{% picture image "width-100" %}', image=None) == ""


def test_prefetched_renditions_cost_no_query_each():
    source = '{% for image in images %}{% picture image "width-100" "width-200" %}{% endfor %}'

    def cost(more: int) -> int:
        for number in range(more):
            portal_image(name=f"{number}.jpg")
        for _ in range(2):  # the first time renditions are made
            images = PortalImage.objects.prefetch_renditions("width-100", "width-200")
            with CaptureQueriesContext(connection) as queries:
                render(source, images=images)
        return len(queries)

    assert cost(1) == cost(9) == 2
