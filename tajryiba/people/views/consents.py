"""Consents: the public text of each, and giving and withdrawing one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import domain, queries
from ..enums import ConsentKind


@require_safe
def consent_text(request, kind: str):
    """Public and the same for everybody."""
    text = queries.current_text(kind) if kind in ConsentKind.values else None
    if text is None:
        raise Http404
    return render(request, "people/consent_text.html", {"text": text})


@never_cache
@require_safe
@login_required
def account_consents(request):
    context = {"consents": queries.consents_of(request.user), "entry": "consents"}
    return render(request, "people/account_consents.html", context)


@never_cache
@require_POST
@login_required
def account_consent_decide(request, kind: str, decision: str):
    """Give or withdraw; a second click changes nothing. What was agreed to is the version that the page showed."""
    text = queries.current_text(kind) if kind in ConsentKind.values else None
    if text is None:
        raise Http404
    if decision == "withdraw":
        domain.withdraw_consent(user=request.user, kind=kind)
        messages.success(request, _("The consent is withdrawn."))
    elif request.POST.get("version") != str(text.version):
        messages.error(request, _("The text has changed. Read it and agree again if it suits you."))
    else:
        domain.give_consent(user=request.user, text=text)
        messages.success(request, _("The consent is given. You may withdraw it at any time."))
    return redirect("account_consents")
