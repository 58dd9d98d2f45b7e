"""The answer of the authors, under /account/. A question that one may not answer is as good as none: 404."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from ..models import Recheck
from .forms import RecheckForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_recheck(request, pk: int):
    recheck = Recheck.objects.filter(pk=min(pk, MAX_ID)).select_related("practice").first()
    if recheck is None or not request.user.has_perm("practices.answer_recheck", recheck):
        raise Http404
    form = RecheckForm(request.POST or None, recheck=recheck)
    if request.method == "POST" and recheck.is_open and form.is_valid():
        try:
            form.save(actor=request.user)
        except DomainError as refusal:
            form.add_error("why" if refusal.code == "no_why" else None, refusal.message)
        else:
            messages.success(request, _("Thank you: the answer is on the page of the practice."))
            return redirect(f"{recheck.practice.get_absolute_url()}#evidence")
    context = {"recheck": recheck, "practice": recheck.practice, "text": recheck.practice.text(), "form": form}
    return render(request, "practices/evidence/recheck.html", context)
