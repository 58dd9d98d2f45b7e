from functools import partial

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.languages import current_language, in_every_language

from .. import queries

ON_ONE = 20


@require_safe
@cacheable
def magazine(request):
    """The newest issue and the shelf of those before it."""
    issues = queries.issues_in(current_language())
    context = {"section": "magazine", "alternates": in_every_language(partial(reverse, "magazine"))}
    return render(request, "magazine/magazine.html", context | {"issues": issues[:13]})


@require_safe
@cacheable
def news_list(request):
    """News of this language, newest first."""
    page = Paginator(queries.news_in(current_language()), ON_ONE).get_page(request.GET.get("page"))
    context = {"section": "news", "alternates": in_every_language(partial(reverse, "news_list"))}
    return render(request, "magazine/news_list.html", context | {"page": page})
