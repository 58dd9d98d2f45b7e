"""The profile of one's own municipality, entered by its manager."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID
from tajryiba.reference.models import Unit
from tajryiba.reference.profiles.forms import ProfileForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_unit_profile(request, pk: int):
    """A municipality for which one does not speak is as good as none: 404."""
    unit = Unit.objects.filter(pk=min(pk, MAX_ID)).first()
    if unit is None or not request.user.has_perm("people.keep_unit_profile", unit):
        raise Http404
    form = ProfileForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(actor=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The profile is saved: practices are compared with it from now on."))
            return redirect(unit.get_absolute_url())
    context = {"form": form, "unit": unit, "entry": "organisations"}
    return render(request, "people/account_unit_profile.html", context)
