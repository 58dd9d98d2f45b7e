"""One's notices and which of them come by e-mail too. Nobody reads another person's, staff included."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.http import MAX_ID
from tajryiba.core.languages import current_language

from . import domain
from .forms import LettersForm
from .letters import in_language
from .models import Notice

PER_PAGE = 20


@never_cache
@require_safe
@login_required
def account_notices(request):
    notices = Notice.objects.visible_to(request.user)
    context = {
        "entry": "notices",
        "page": Paginator(notices, PER_PAGE).get_page(request.GET.get("page")),
        "any_unread": notices.unread().exists(),
    }
    return render(request, "notify/account_notices.html", context)


@never_cache
@require_safe
@login_required
def account_notice(request, pk: int):
    """Where links of letters and of the list lead: marks the notice as read and goes to what it is about."""
    if pk > MAX_ID:
        raise Http404
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    domain.mark_read(user=request.user, notice=notice)
    return redirect(in_language(notice.link, current_language()) if notice.link else "account_notices")


@never_cache
@require_POST
@login_required
def account_notices_read(request):
    domain.mark_read(user=request.user)
    messages.success(request, _("All notices are marked as read."))
    return redirect("account_notices")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_letters(request):
    sent = request.method == "POST"  # a form with every box empty is sent too
    form = LettersForm(request.POST if sent else None, user=request.user)
    if sent and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Notices on the site stay as they are."))
        return redirect("account_letters")
    return render(request, "notify/account_letters.html", {"entry": "notices", "form": form})
