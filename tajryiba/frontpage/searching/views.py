"""The page of results, results while typing, and the count of what was opened. The same for every guest."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.languages import LANGUAGES, current_language, in_every_language
from tajryiba.search import log
from tajryiba.search.queries import find
from tajryiba.search.vocabulary import completions

from .asked import Asked, SearchPage

WHILE_TYPING = 6
SHORTEST = 2


@require_safe
@cacheable
def search(request):
    page = SearchPage(Asked.from_query(request.GET))
    if page.asked.query and page.asked.page == 1:
        log.remember(page.results)
    query = request.GET.urlencode()
    context = {
        "section": "search",
        "found": page,
        "asked": page.asked,
        "results": page.results,
        "alternates": {
            code: f"{url}?{query}" if query else url
            for code, url in in_every_language(lambda: reverse("search")).items()
        },
        "trail": [{"label": _("Search")}],
    }
    return render(request, "frontpage/search.html", context)


@require_safe
@cacheable
def search_live(request):
    """The first results under the box, as a piece of HTML; not counted as a question."""
    asked = Asked.from_query(request.GET)
    enough = len(asked.query) >= SHORTEST
    finished = completions(asked.query) if enough else []
    results = None
    for query in [asked.query, *finished[:1]] if enough else []:
        results = find(query, lang=current_language(), page_size=WHILE_TYPING, facets=False)
        if results.total and not results.partial:
            break
    return render(request, "frontpage/_live.html", {"asked": asked, "results": results, "finished": finished})


@csrf_exempt  # a cached page has no token; nothing but two counters can be moved here
@require_POST
def search_opened(request):
    """A result was opened: the page tells the question and the place, and nothing about the reader."""
    lang, rank = request.POST.get("lang", ""), request.POST.get("rank", "")
    if lang in LANGUAGES and rank.isascii() and rank.isdigit() and len(rank) < 4:
        log.opened(text=request.POST.get("q", "").replace("\0", ""), lang=lang, rank=int(rank))
    return HttpResponse(status=204)
