"""What a person follows and how often we write of it: under /account/, so that public pages stay the same for all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tajryiba.core.errors import DomainError

from . import domain, followables, queries, saved
from .forms import FollowForm, SaveSearchForm
from .models import Follow
from .views import MAX_ID


@never_cache
@require_safe
@login_required
def account_follows(request):
    return render(
        request, "notify/account_follows.html", {"entry": "follows", "rows": queries.follows_of(request.user)}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_follow(request, name: str, pk: int):
    """Follow an object, change how often, or stop. What one may not see cannot be followed: the same 404."""
    known = followables.named(name)
    obj = known.visible(request.user).filter(pk=pk).first() if known and pk <= MAX_ID else None
    if obj is None:
        raise Http404
    row = _row(request.user, obj)
    if request.method == "POST" and "stop" in request.POST:
        domain.unfollow(request.user, obj)
        messages.success(request, _("You do not follow it any more."))
        return redirect("account_follows")
    form = FollowForm(request.POST if request.method == "POST" else None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        domain.follow(request.user, obj, form.cleaned_data["frequency"])
        messages.success(request, _("Saved: we will write to you about it."))
        return redirect("account_follows")
    context = {"entry": "follows", "known": known, "title": known.title(obj), "url": known.url(obj)}
    return render(request, "notify/account_follow.html", {**context, "row": row, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_follow_search(request):
    """Save the question of the search page (`?q=&kind=`) and be told of what is new under it."""
    form = SaveSearchForm(request.POST if request.method == "POST" else None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            saved.save_search(user=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved: we will write to you about it."))
            return redirect("account_follows")
    return render(request, "notify/account_follow_search.html", {"entry": "follows", "form": form})


def _asked(request) -> dict:
    return {"query": request.GET.get("q", ""), "kind": request.GET.get("kind", "")}


def _row(user, obj) -> Follow | None:
    place = {"content_type": ContentType.objects.get_for_model(obj), "object_id": obj.pk}
    return Follow.objects.filter(user=user, **place).first()


def _initial(row: Follow | None) -> dict:
    return {"frequency": row.frequency} if row else {}
