"""The catalogue and the practice's page. Both are the same for every guest; nothing personal is rendered here."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable

from . import queries
from .cards import cards
from .catalogue.facets import SORTS
from .catalogue.search import CatalogueResult, Choice, similar
from .enums import SECTIONS
from .fit import blocks as fit
from .models import PracticeText


@require_safe
@cacheable
def practice_list(request):
    result = CatalogueResult(Choice.from_query(request.GET))
    context = {
        "section": "practices",
        "result": result,
        "choice": result.choice,
        "page": result.page,
        "cards": cards(result.page.object_list, heading="h2"),
        "groups": result.groups(),
        "chips": result.chips(),
        "sorts": [(key, label) for key, label in SORTS.items() if result.choice.query or key != "match"],
        "narrowed": bool(result.choice.values or result.choice.query or result.choice.unit),
        "notes": fit.notes(result.fit, result.page.object_list) if result.fit else {},
    }
    return render(request, "practices/practice_list.html", context)


@require_safe
@cacheable
def practice_detail(request, pk: int, slug: str = ""):
    practice = queries.public_practice(pk)
    if practice is None:
        raise Http404
    address = practice.url_in(get_language())
    if request.path != address:
        query = request.GET.urlencode()
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    return render(request, "practices/practice_detail.html", page_context(practice))


def page_context(practice) -> dict:
    """What the page needs. Title and summary come in the nearest language, sections in the nearest full text."""
    text, body = practice.text(), practice.body()
    return {
        "section": "practices",
        "practice": practice,
        "text": text,
        "body": body,
        "sections": _sections(body) if body else {},
        "cost_per_resident": practice.cost_per_resident(),
        "alternates": practice.alternates(),
        "similar": cards(similar(practice.pk)),
        "trail": [
            {"label": _("Practices"), "url": reverse("practice_list")},
            {"label": practice.main_topic.name, "url": practice.main_topic.get_absolute_url()},
            {"label": text.title},
        ],
    }


def _sections(body: PracticeText) -> dict[str, str]:
    return {name: value for name in SECTIONS if (value := getattr(body, name))}


def preview_text(request, text: PracticeText):
    """The page of a practice with the draft `text` in place of the live one;
    called by Wagtail for those who may edit.
    """
    practice = text.practice
    others = [live for live in practice.texts.filter(live=True) if live.lang != text.lang]
    practice.live_texts = [text, *others]
    practice.__dict__.pop("texts_by_language", None)
    request.icons_used = set()
    context = page_context(practice) | {
        "text": text,
        "body": text if not text.summary_only else practice.body(),
        "is_preview": True,
    }
    context["sections"] = _sections(context["body"]) if context["body"] else {}
    return render(request, "practices/practice_detail.html", context)
