"""What the pages of a workspace share. An adoption that one may not see is as good as none: the same 404."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from ..models import Adoption
from ..rules import works_on_adoption
from ..words import title_of

# The pages of a workspace: key → label, address name, further arguments.
PAGES = {
    "home": (_("Overview"), "account_adoption", ()),
    "conditions": (_("Adaptation table"), "account_adoption_rows", ("conditions",)),
    "steps": (_("Steps"), "account_adoption_rows", ("steps",)),
    "budget": (_("Budget"), "account_adoption_rows", ("budget",)),
    "papers": (_("Drafts and documents"), "account_adoption_papers", ()),
    "acts": (_("Legal basis"), "account_adoption_acts", ()),
    "contacts": (_("Ask those who did it"), "account_adoption_contacts", ()),
    "reports": (_("Reports"), "account_adoption_reports", ()),
    "results": (_("Results"), "account_adoption_rows", ("results",)),
    "story": (_("Story"), "account_adoption_story", ()),
    "public": (_("What everybody sees"), "account_adoption_public", ()),
}


def personal(view):
    """Signed in, never kept by a cache."""
    return never_cache(login_required(view))


def find(rows, pk: int):
    """The row, or 404; a number too long for a database is no row either."""
    if pk > MAX_ID:
        raise Http404
    return get_object_or_404(rows, pk=pk)


def workspace(view):
    """Gives the view the adoption of the address, when the person may see its inside."""

    @personal
    @wraps(view)
    def wrapper(request, pk: int, *args, **kwargs):
        adoption = find(Adoption.objects.inside_for(request.user).with_words(), pk)
        return view(request, adoption, *args, **kwargs)

    return wrapper


def show(request, adoption: Adoption, page: str, template: str, **context):
    """A page of the workspace."""
    context |= {
        "entry": "adoptions",
        "adoption": adoption,
        "practice_title": title_of(adoption.practice),
        "works": works_on_adoption(request.user, adoption),
        "page_key": page,
        "page_label": PAGES[page][0],
        "pages": [
            {"key": key, "label": label, "url": reverse(name, args=[adoption.pk, *more])}
            for key, (label, name, more) in PAGES.items()
        ],
    }
    return render(request, f"practices/adoption/{template}.html", context)


def tried(request, verb, done="", **facts):
    """Call a verb and say what came of it. Returns its result, None after a refusal."""
    try:
        result = verb(**facts)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return None
    if done:
        messages.success(request, done)
    return result
