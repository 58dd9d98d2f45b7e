"""Public addresses of the files: always the newest version of words that are live."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tajryiba.core.languages import current_language

from ..models import ArticlePage, IssuePage
from . import queries
from .files import print_response


@require_safe
def issue_print(request, slug: str, format: str):
    return _newest(request, IssuePage, slug, format)


@require_safe
def article_print(request, slug: str, format: str):
    return _newest(request, ArticlePage, slug, format)


def _newest(request, model, slug: str, format: str):
    """Made when the page was published, never by a guest's request: 404 until it is ready."""
    page = get_object_or_404(model.objects.live().in_language(current_language()), slug=slug)
    row = queries.newest_public(page, format)
    if row is None:
        raise Http404
    return print_response(request, row, public=True)
