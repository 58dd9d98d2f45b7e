from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.languages import current_language, in_every_language

from .. import queries


@require_safe
@cacheable
def magazine(request):
    """The newest issue and the shelf of those before it."""
    issues = queries.issues_in(current_language())
    context = {"section": "magazine", "alternates": in_every_language(partial(reverse, "magazine"))}
    return render(request, "magazine/magazine.html", context | {"issues": issues[:13]})
