"""The register of acts and the month's changes."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.languages import in_every_language

from .. import queries
from ..register import Choice, Result

LAWS = {"label": _("Laws")}


@require_safe
@cacheable
def law_list(request):
    choice = Choice.from_query(request.GET)
    result = Result(choice)
    context = {
        "section": "laws",
        "trail": [LAWS],
        "alternates": in_every_language(lambda: reverse("law_list")),
        "choice": choice,
        "result": result,
        "page": result.page,
        "groups": result.groups(),
        "chips": result.chips(),
        "narrowed": bool(choice.query or choice.values),
    }
    return render(request, "legal/law_list.html", context)


@require_safe
@cacheable
def law_changes(request, year: int = 0, month: int = 0):
    """What changed in a month, and what it means for an ayil okmotu; without a month the present one."""
    today = timezone.localdate()
    year, month = year or today.year, month or today.month
    if not (2020 <= year <= today.year + 1 and 1 <= month <= 12):
        raise Http404
    context = {
        "section": "laws",
        "trail": [{**LAWS, "url": reverse("law_list")}, {"label": _("What changed")}],
        "alternates": in_every_language(lambda: reverse("law_changes", args=[year, month])),
        "month": f"{year}-{month:02d}",
        "changes": queries.digest_source(year, month),
        "before": _month(year, month, -1),
        "after": _month(year, month, 1) if (year, month) < (today.year, today.month) else None,
    }
    return render(request, "legal/law_changes.html", context)


def _month(year: int, month: int, step: int) -> dict:
    index = year * 12 + month - 1 + step
    year, month = index // 12, index % 12 + 1
    return {"key": f"{year}-{month:02d}", "url": reverse("law_changes", args=[year, month])}
