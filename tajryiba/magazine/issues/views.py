"""Public pages of the magazine that are not pages of the tree."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import MAX_ID, cacheable
from tajryiba.core.languages import current_language, fallback_order, in_every_language

from ..models import Article, Issue
from . import public


@require_safe
@cacheable
def magazine(request):
    """The newest issue with its contents, and the shelf of those before it by year."""
    lang = current_language()
    front = public.front(lang)
    context = {
        "section": "magazine",
        "trail": [{"label": _("Magazine")}],
        "alternates": in_every_language(partial(reverse, "magazine")),
        "front": front,
        "elsewhere": {} if front.newest else public.out_in_other_languages(lang),
    }
    return render(request, "magazine/magazine.html", context)


def _anyway(facts):
    """To the page in this language, else in the one that there is: for links of letters, whoever reads them."""
    pages = {page.lang: page for page in facts.pages.filter(live=True).select_related("locale")}
    page = next((pages[code] for code in fallback_order() if code in pages), None)
    if page is None:
        raise Http404
    return redirect(page.address)


@require_safe
def issue_anyway(request, pk: int):
    return _anyway(get_object_or_404(Issue, pk=min(pk, MAX_ID)))


@require_safe
def article_anyway(request, pk: int):
    return _anyway(get_object_or_404(Article, pk=min(pk, MAX_ID)))
