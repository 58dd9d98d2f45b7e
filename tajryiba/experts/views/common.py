"""What personal pages share. What one may not see is as good as none: the same 404."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID


def personal(view):
    """Signed in, never kept by a cache."""
    return never_cache(login_required(view))


def find(rows, pk: int):
    if pk > MAX_ID:
        raise Http404
    return get_object_or_404(rows, pk=pk)


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
