"""An act: its facts and text, an edition, two editions compared, two languages side by side."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import MAX_ID, cacheable
from tajryiba.core.languages import LANGUAGES, in_every_language

from .. import queries, reading
from ..models import Act, ActEdition, ActText
from ..texts import comparing

PAIRS_ON_PAGE = 30


def _public_act(pk: int) -> Act:
    act = Act.objects.public().prefetch_related("topics").filter(pk=pk).first() if pk <= MAX_ID else None
    if act is None:
        raise Http404
    return act


def _base(act: Act, found: list[ActEdition], **more) -> dict:
    trail = [{"label": _("Laws"), "url": reverse("law_list")}, {"label": act.name, "url": act.get_absolute_url()}]
    if "here" in more:
        trail.append({"label": more["here"]})
    else:
        del trail[-1]["url"]
    return {
        "section": "laws",
        "act": act,
        "editions": found,
        "behind": queries.languages_behind(found),
        "trail": trail,
        **more,
    }


@require_safe
@cacheable
def law_detail(request, pk: int, slug: str = ""):
    act = _public_act(pk)
    address = act.url_in(get_language())
    if request.path != address:
        query = request.GET.urlencode()
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    found = queries.editions(act)
    edition = queries.edition_in_force(found, timezone.localdate())
    text = queries.text_of(edition)
    context = _base(
        act,
        found,
        alternates=act.alternates(),
        edition=edition,
        text=text,
        book=reading.Book(text, request.GET.get("at", "")) if text else None,
        relations=queries.relations(act),
        changes=queries.changes_of(act),
        json_ld=reading.json_ld(act, text, request),
    )
    return render(request, "legal/law_detail.html", context)


@require_safe
@cacheable
def law_edition(request, pk: int, edition_pk: int):
    """An older (or coming) edition, to be read as it was."""
    act = _public_act(pk)
    found = queries.editions(act)
    edition = next((one for one in found if one.pk == edition_pk), None)
    text = queries.text_of(edition)
    if text is None:
        raise Http404
    context = _base(
        act,
        found,
        here=edition.label,
        alternates=in_every_language(edition.get_absolute_url),
        edition=edition,
        current=queries.edition_in_force(found, timezone.localdate()),
        text=text,
        book=reading.Book(text, request.GET.get("at", "")),
    )
    return render(request, "legal/law_edition.html", context)


@require_safe
@cacheable
def law_compare(request, pk: int):
    """Two editions in one language: only the articles that differ, words removed and added."""
    act = _public_act(pk)
    found = queries.editions(act)
    older, newer = _chosen(found, request.GET)
    before, after = _same_language(older, newer)
    pairs = comparing.pairs(queries.contents(before), queries.contents(after)) if before and after else []
    changed = [pair for pair in pairs if pair.change != "same"]
    page = Paginator(changed, PAIRS_ON_PAGE).get_page(request.GET.get("page"))
    page.object_list = reading.drawn_pairs(page.object_list, before, after)
    context = _base(
        act,
        found,
        here=_("Comparison of editions"),
        older=older,
        newer=newer,
        text=after,
        page=page,
        changed=len(changed),
        same=len(pairs) - len(changed),
    )
    return render(request, "legal/law_compare.html", context)


def _chosen(found: list[ActEdition], query) -> tuple[ActEdition | None, ActEdition | None]:
    """The two editions of the address, the older first; without them the newest two."""
    by_key = {str(one.pk): one for one in found}
    asked = [by_key[key] for key in (query.get("a", ""), query.get("b", "")) if key in by_key]
    if len(asked) < 2 or asked[0] == asked[1]:
        asked = found[:2]
    asked.sort(key=found.index, reverse=True)
    return (asked[0], asked[1]) if len(asked) == 2 else (None, None)


def _same_language(older: ActEdition | None, newer: ActEdition | None) -> tuple[ActText | None, ActText | None]:
    """Texts of both editions in the page's language, else in one that both have."""
    if older is None or newer is None:
        return None, None
    olds, news = ({text.lang: text for text in one.texts.all()} for one in (older, newer))
    order = dict.fromkeys([get_language(), *LANGUAGES])
    return next(((olds[code], news[code]) for code in order if code in olds and code in news), (None, None))


@require_safe
@cacheable
def law_parallel(request, pk: int):
    """Kyrgyz beside Russian, article by article, of the newest edition that has both."""
    act = _public_act(pk)
    found = queries.editions(act)
    both = ({"ky", "ru"} <= {text.lang for text in one.texts.all()} for one in found)
    edition = next((one for one, has in zip(found, both, strict=True) if has), None)
    texts = {text.lang: text for text in edition.texts.all()} if edition else {}
    pairs = comparing.pairs(queries.contents(texts["ky"]), queries.contents(texts["ru"])) if edition else []
    page = Paginator(pairs, PAIRS_ON_PAGE).get_page(_page_with(pairs, request.GET))
    page.object_list = reading.side_by_side(page.object_list, texts)
    context = _base(act, found, here=_("Kyrgyz beside Russian"), edition=edition, texts=texts, page=page)
    return render(request, "legal/law_parallel.html", context)


def _page_with(pairs, query) -> str | int:
    """The page of an article (`at`), else the one asked for."""
    positions = {pair.anchor: index for index, pair in enumerate(pairs)}
    at = positions.get(query.get("at", ""))
    return query.get("page", "1") if at is None else at // PAIRS_ON_PAGE + 1
