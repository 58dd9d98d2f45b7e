"""The account of the person who is signed in: home, profile, security, data; and the island of the masthead."""

from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.errors import DomainError

from .. import domain
from ..forms import EraseForm, ProfileForm
from ..middleware import HINT_COOKIE, drop_hint
from ..rules import is_staff_role


@never_cache
@require_safe
@login_required
def account_home(request):
    return render(request, "people/account_home.html", {"section": "account"})


@never_cache
@require_safe
def account_island(request):
    """The signed-in part of the masthead; a stale hint cookie is dropped with an empty answer."""
    if not request.user.is_authenticated:
        response = HttpResponse(status=204)
        if HINT_COOKIE in request.COOKIES:
            drop_hint(response)
        return response
    return render(request, "people/_island.html", {"staff": is_staff_role(request.user)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_profile(request):
    user = request.user
    number = user.contacts.filter(kind="phone").values_list("value", flat=True).first()
    initial = {"full_name": user.full_name, "language": user.language, "category": user.category, "phone": number or ""}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changes_phone = form.cleaned_data["phone"] != initial["phone"]
        if changes_phone and not ratelimit.consume(request, action="change_phone", user=user):
            form.add_error("phone", _("You changed the number too often. Try again in an hour."))
        else:
            domain.update_profile(user=user, **form.cleaned_data)
            messages.success(request, _("The profile is saved."))
            return redirect("account_profile")
    return render(request, "people/account_profile.html", {"form": form, "entry": "profile"})


@never_cache
@require_safe
@login_required
def account_security(request):
    context = {
        "entry": "security",
        "address": EmailAddress.objects.filter(user=request.user, verified=True).order_by("-primary").first(),
        "second_factor": is_mfa_enabled(request.user),
    }
    return render(request, "people/account_security.html", context)


@never_cache
@require_safe
@login_required
def account_data(request):
    return render(request, "people/account_data.html", {"form": EraseForm(request=request), "entry": "data"})


@never_cache
@require_safe
@login_required
def account_export(request):
    """Everything we know about the person as a JSON file."""
    response = JsonResponse(domain.export_my_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="my-data-{timezone.localdate().isoformat()}.json"'
    return response


@never_cache
@sensitive_post_parameters("password")
@require_POST
@login_required
def account_erase(request):
    form = EraseForm(request.POST, request=request)
    if form.is_valid():
        try:
            domain.erase_my_data(user=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            logout(request)
            return redirect("account_erased")
    return render(request, "people/account_data.html", {"form": form, "entry": "data"})


@require_safe
def account_erased(request):
    return render(request, "people/account_erased.html")
