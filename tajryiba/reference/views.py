"""Public pages of the registers: the same for every guest, no cookies."""

from urllib.parse import urlencode

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable

from . import queries
from .enums import UnitKind
from .models import Topic, Unit, in_every_language
from .profiles.queries import shown_profile
from .querysets import LONGEST_QUERY

TOPICS = {"label": _("Topics")}
MUNICIPALITIES = {"label": _("Municipalities")}
GROUPING_KINDS = (UnitKind.COUNTRY, UnitKind.OBLAST, UnitKind.DISTRICT)


@require_safe
@cacheable
def topic_list(request):
    context = {
        "section": "topics",
        "alternates": _addresses("topic_list"),
        "trail": [TOPICS],
        "topics": queries.topics(),
    }
    return render(request, "reference/topic_list.html", context)


@require_safe
@cacheable
def topic_detail(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    context = {
        "section": "topics",
        "alternates": topic.alternates(),
        "trail": [_link(TOPICS, "topic_list"), {"label": topic.name}],
        "topic": topic,
        "subthemes": topic.subthemes.all(),
    }
    return render(request, "reference/topic_detail.html", context)


@require_safe
@cacheable
def unit_list(request):
    """All municipalities by oblast; with `?q=` the units that the words may mean."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context = {"section": "municipalities", "query": query}
    if query:
        context["alternates"] = _addresses("unit_list", urlencode({"q": query}))
        trail = [_link(MUNICIPALITIES, "unit_list"), {"label": query}]
        return render(
            request, "reference/unit_search.html", {**context, "trail": trail, "units": queries.find_units(query)}
        )
    groups = queries.register()
    context |= {
        "alternates": _addresses("unit_list"),
        "trail": [MUNICIPALITIES],
        "groups": groups,
        "count": sum(group.count for group in groups),
        "shapes": queries.shapes([group.unit for group in groups]),
        "map_box": queries.outlines()["viewBox"],
        "aimaks_after_reform": queries.AIMAKS_AFTER_REFORM,
        "cities_after_reform": queries.CITIES_AFTER_REFORM,
        "municipalities_after_reform": queries.MUNICIPALITIES_AFTER_REFORM,
        "reform_source": queries.REFORM_SOURCE,
    }
    return render(request, "reference/unit_list.html", context)


@require_safe
@cacheable
def unit_detail(request, pk, slug=""):
    """The page of a unit; a unit that has ended leads to its successor, or to a choice of several."""
    unit = get_object_or_404(Unit.objects.select_related("oblast", "district"), pk=pk)
    if unit.has_ended and (successors := unit.current_successors()):
        return _successors(request, unit, successors)
    if slug != unit.slug:
        return HttpResponsePermanentRedirect(_with_query(unit.get_absolute_url(), request.GET.urlencode()))
    history = queries.history(unit)
    profile = shown_profile(unit) if unit.is_municipality else []
    context = {
        "section": "municipalities",
        "alternates": unit.alternates(),
        "trail": _trail(unit),
        "unit": unit,
        "history": history,
        "profile": profile,
        "profile_gaps": [fact.label for fact in profile if fact.value is None],
        "came_from": history.predecessor(request.GET.get("from", "")),
        "members": queries.members(unit) if unit.kind in GROUPING_KINDS else None,
    }
    return render(request, "reference/unit_detail.html", context)


def _successors(request, unit, successors):
    if len(successors) == 1:
        # Not a permanent redirect: browsers keep those for ever, and a successor may end too.
        return HttpResponseRedirect(_with_query(successors[0].get_absolute_url(), f"from={unit.pk}"))
    context = {
        "section": "municipalities",
        "alternates": unit.alternates(),
        "trail": _trail(unit),
        "unit": unit,
        "successors": successors,
        "history": queries.history(unit),
    }
    return render(request, "reference/unit_choice.html", context)


def _with_query(url: str, query: str) -> str:
    return f"{url}?{query}" if query else url


def _addresses(name: str, query: str = "") -> dict[str, str]:
    return in_every_language(lambda: _with_query(reverse(name), query))


def _link(crumb: dict, name: str) -> dict:
    return {**crumb, "url": reverse(name)}


def _trail(unit: Unit) -> list[dict]:
    """Crumbs: the register, the oblast, the district, the unit."""
    above = [place for place in (unit.oblast, unit.district) if place is not None and place.pk != unit.pk]
    places = [{"label": place.name, "url": place.get_absolute_url()} for place in above]
    return [_link(MUNICIPALITIES, "unit_list"), *places, {"label": unit.name}]
