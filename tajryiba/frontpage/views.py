from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tajryiba.core import kept
from tajryiba.core.http import cacheable
from tajryiba.core.languages import current_language, in_every_language

from . import queries


@require_safe
@cacheable
def home(request):
    """The home page, from live data only: a block without content is not shown."""
    found = kept.remember(("frontpage.home", current_language()), queries.home)
    alternates = in_every_language(partial(reverse, "home"))
    return render(request, "frontpage/home.html", {"section": "home", "alternates": alternates, **found})
