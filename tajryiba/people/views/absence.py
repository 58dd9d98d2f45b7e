"""When the person is away, and who stands in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from ..absence import domain
from ..absence.forms import AbsenceForm
from ..models import Absence


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_absence(request):
    form = AbsenceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The absence is saved."))
            return redirect("account_absence")
    rows = Absence.objects.filter(user=request.user, last_day__gte=timezone.localdate()).select_related("deputy")
    return render(request, "people/account_absence.html", {"form": form, "absences": rows, "entry": "absence"})


@never_cache
@require_POST
@login_required
def account_absence_end(request, pk: int):
    if pk > MAX_ID:
        raise Http404
    domain.end_absence(absence=get_object_or_404(Absence, pk=pk, user=request.user), by=request.user)
    messages.success(request, _("The absence is taken back."))
    return redirect("account_absence")
