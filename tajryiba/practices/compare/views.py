"""Two to four practices side by side. The same for every guest; what is compared is in the address."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.languages import current_language
from tajryiba.core.text import one_line
from tajryiba.search.queries import matching_ids

from .. import queries
from ..catalogue.index import current_index
from ..catalogue.search import MAX_QUERY, similar
from ..fit.ranking import Fit
from .selection import FEWEST, MOST, Selection
from .table import rows

SUGGESTED = 6


@require_safe
@cacheable
def practice_compare(request):
    selection = Selection.from_query(request.GET)
    index = current_index()
    practices = [practice for pk in selection.pks if (practice := queries.public_practice(pk))]
    query = one_line(request.GET.get("q", ""), MAX_QUERY)
    enough = len(practices) >= FEWEST
    fit = Fit(index, selection.unit) if selection.unit and enough else None
    context = {
        "section": "practices",
        "trail": [{"label": _("Practices"), "url": reverse("practice_list")}, {"label": _("Comparison")}],
        "selection": selection,
        "columns": [{"practice": one, "text": one.text(), "remove": selection.without(one.pk)} for one in practices],
        "rows": rows(practices, fit) if enough else [],
        "gone": len(practices) < len(selection.pks),
        "query": query,
        "more": _more(selection, index, query) if len(practices) < MOST else None,
    }
    return render(request, "practices/compare/compare.html", context)


def _more(selection: Selection, index, query: str) -> list[dict]:
    """Practices that may be added: those with the words of `query`, else those like the first one."""
    if query:
        found = [pk for pk in matching_ids(query, "practice") if pk in index.entries]
    else:
        found = similar(selection.pks[0], SUGGESTED + MOST) if selection.pks else []
    new = [pk for pk in dict.fromkeys(found) if pk not in selection.pks][:SUGGESTED]
    language = current_language()
    return [{"title": index.entries[pk].titles[language], "url": selection.with_one(pk)} for pk in new]
