"""What everybody may read: the page of an adoption, the picture of spreading, its table. The same for every guest."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.exports import csv_response
from tajryiba.core.http import cacheable
from tajryiba.core.languages import in_every_language

from .. import exports, queries
from .. import spreading as picture
from ..blocks import map_facts
from ..enums import LINE, PublicPart, Stage
from ..words import title_of
from .common import MAX_ID


@require_safe
@cacheable
def adoption_public(request, pk: int):
    """Name and stage, and what the municipality chose to show. A hidden one is as good as none."""
    adoption = picture.public_adoption(min(pk, MAX_ID))
    if adoption is None:
        raise Http404
    title = title_of(adoption.practice)
    own = adoption.own_practice if adoption.own_practice and adoption.own_practice.is_public else None
    context = {
        "section": "practices",
        "adoption": adoption,
        "title": title,
        "shown": {part: adoption.shows(part) for part in PublicPart.values},
        "line": [
            {"label": Stage(stage).label, "is_now": adoption.level == number, "is_done": number < adoption.level}
            for number, stage in enumerate(LINE, 1)
        ],
        "own": own,
        "changes": [row for row in adoption.conditions.all() if row.light or row.change],
        "reports": queries.reports_of(adoption) if adoption.shows(PublicPart.REPORTS) else [],
        "papers": adoption.papers.filter(is_shown=True).select_related("document"),
        "alternates": adoption.alternates(),
        "trail": [
            {"label": _("Practices"), "url": reverse("practice_list")},
            {"label": title, "url": adoption.practice.get_absolute_url()},
            {"label": adoption.unit.name},
        ],
    }
    return render(request, "practices/adoption/public_page.html", context)


@require_safe
@cacheable
def spreading(request):
    totals = picture.totals()
    context = {
        "section": "practices",
        "totals": totals,
        "rows": [{"adoption": row, "title": title_of(row.practice)} for row in totals.newest()],
        "ranked": picture.most_adopted_of_all(),
        "alternates": in_every_language(lambda: reverse("spreading")),
        "trail": [{"label": _("Practices"), "url": reverse("practice_list")}, {"label": _("Spreading of experience")}],
        **map_facts(totals.by_oblast),
    }
    return render(request, "practices/adoption/spreading.html", context)


@require_safe
@cacheable
def spreading_csv(request):
    rows = picture.totals().adoptions
    return csv_response("spreading.csv", exports.head(), exports.lines(rows))
