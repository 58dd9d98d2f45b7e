"""Wagtail's own index of pages: made at night, never in a race of two workers."""

import pytest
from wagtail.models import Page

from tajryiba.core.tasks import index_for_the_explorer
from tests.factories.magazine import static_page

pytestmark = pytest.mark.django_db


def test_the_explorer_finds_a_page_after_the_night():
    page = static_page("ru", title="Условия пользования")
    index_for_the_explorer.call_local()
    assert [found.pk for found in Page.objects.search("Условия")] == [page.pk]
