"""Public pages of the news that are not pages of the tree."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import MAX_ID, cacheable
from tajryiba.core.languages import current_language, in_every_language

from .. import shown
from ..enums import NewsKind
from ..models import News
from . import queries
from .choice import Choice

ON_ONE = 20


@require_safe
@cacheable
def news_list(request):
    """News of this language, newest first; above them, on the first page, what is still open."""
    lang, choice = current_language(), Choice.from_query(request.GET)
    still_open = queries.open_now(lang, choice)
    rest = queries.in_language(lang, choice).exclude(pk__in=[page.pk for page in still_open])
    page = Paginator(rest, ON_ONE).get_page(request.GET.get("page"))
    context = {
        "section": "news",
        "trail": [{"label": _("News")}],
        "alternates": in_every_language(partial(reverse, "news_list")),
        "choice": choice,
        "page": page,
        "still_open": still_open if page.number == 1 else [],
        "elsewhere_counts": _elsewhere(lang, choice, request.GET),
        "kinds": NewsKind.choices,
        "topics": queries.topics_with_news(lang),
        "units": queries.units_with_news(lang),
    }
    return render(request, "magazine/news/list.html", context)


def _elsewhere(lang: str, choice: Choice, query) -> list[dict]:
    """The same choice in the other languages: how many pieces, and the address of that list."""
    kept = query.copy()
    kept.pop("page", None)
    end = f"?{kept.urlencode()}" if choice.is_narrowed else ""
    addresses = in_every_language(partial(reverse, "news_list"))
    counts = queries.counts_elsewhere(lang, choice)
    return [{"lang": code, "count": count, "url": addresses[code] + end} for code, count in counts]


@require_safe
@cacheable
def news_short(request, pk: int):
    """To the piece in the reader's language, else in the one that there is: what notices and letters link to."""
    news = shown.rows(News).filter(pk=pk).first() if pk <= MAX_ID else None
    url = shown.url_of(news) if news else ""
    if not url:
        raise Http404
    return redirect(url)
