"""The archive page: the same for every guest."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.languages import current_language, in_every_language
from tajryiba.core.text import one_line

from . import queries
from .numbers import understand

MOST_AUTHOR, MOST_NUMBER, MOST_SLUG = 100, 40, 60


@require_safe
@cacheable
def magazine_archive(request):
    """Articles of all issues in this language, narrowed by year, rubric, topic, author, number of the issue."""
    lang = current_language()
    narrowing = narrowing_of(request.GET)
    context = {
        "section": "magazine",
        "narrowing": narrowing,
        "number": one_line(request.GET.get("number", ""), MOST_NUMBER),
        "page": queries.find(lang, narrowing, request.GET.get("page")),
        "issues": queries.issues(lang, narrowing),
        "options": queries.options(lang),
        "alternates": {} if narrowing else in_every_language(partial(reverse, "magazine_archive")),
        "trail": [{"label": _("Magazine"), "url": reverse("magazine")}, {"label": _("Archive")}],
    }
    return render(request, "magazine/archive/archive.html", context)


def narrowing_of(params) -> queries.Narrowing:
    """What the address asks for; what makes no sense narrows nothing, but a number that was typed is answered."""
    year = params.get("year", "")
    number = one_line(params.get("number", ""), MOST_NUMBER)
    asked = understand(number) if number else None
    return queries.Narrowing(
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        rubric=params.get("rubric", "")[:MOST_SLUG].replace("\0", ""),
        topic=params.get("topic", "")[:MOST_SLUG].replace("\0", ""),
        author=one_line(params.get("author", ""), MOST_AUTHOR),
        number=asked,
        misread=bool(number) and asked is None,
    )
