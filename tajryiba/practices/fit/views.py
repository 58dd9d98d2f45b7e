"""Choosing a municipality (uncached, under /account/), and the panel of a practice for the page's script."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tajryiba.core.http import cacheable
from tajryiba.reference.querysets import LONGEST_QUERY

from .. import queries
from .blocks import panel_context
from .chosen import COOKIE, KEPT_SECONDS, municipality, my_unit, unit_of, units_of_member
from .queries import find_municipalities


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_municipality(request):
    """Who has a municipality already is taken on to `next` with it in the address, unless they came to change it."""
    after = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        return _keep(request, after)
    mine = my_unit(request)
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    if mine and after and not query and "change" not in request.GET:
        return redirect(with_unit(after, mine.pk))
    context = {
        "mine": mine,
        "suggested": units_of_member(request.user),
        "query": query,
        "found": find_municipalities(query) if query else [],
        "next": after,
        "entry": "municipality",
    }
    return render(request, "practices/fit/choose.html", context)


def _keep(request, after: str):
    unit = municipality(request.POST.get("unit", ""))
    if unit is None:
        response = redirect(reverse("account_municipality"))
        response.delete_cookie(COOKIE, samesite="Lax")
        messages.success(request, _("No municipality is chosen now."))
        return response
    response = redirect(with_unit(after or f"{reverse('practice_list')}?sort=fit", unit.pk))
    response.set_cookie(
        COOKIE, str(unit.pk), max_age=KEPT_SECONDS, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
    return response


def _safe(request, address: str) -> str:
    """An address of this site without the host, or nothing."""
    inside = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if inside else ""


def with_unit(address: str, pk: int) -> str:
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] not in ("unit", "page")]
    return parts._replace(query=urlencode([*query, ("unit", pk)])).geturl()


@require_safe
@cacheable
def practice_fit(request, pk: int):
    """The panel alone: the page's script puts it in for a reader who has chosen a municipality."""
    practice = queries.public_practice(pk)
    unit = unit_of(request.GET)
    if practice is None or unit is None:
        raise Http404
    response = render(request, "practices/fit/_panel.html", panel_context(practice, unit))
    response["X-Robots-Tag"] = "noindex"
    return response
