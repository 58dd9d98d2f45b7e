"""Beside the form: saving as one types, practices, the picture, earlier texts, taking back."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.errors import DomainError
from tajryiba.core.text import one_line
from tajryiba.practices.models import Practice
from tajryiba.practices.submission.scripted import save_for_script

from . import domain, queries
from .fields import FIELDS
from .views import base_context, own, trail

MAX_WORDS = 200


@never_cache
@require_POST
def article_save(request, pk: int):
    """The script's address."""
    return save_for_script(request, find=partial(own, request, pk), save=domain.save_edits)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def article_practices(request, pk: int):
    """Practices that the article tells of: found by words, added and removed with a button."""
    submission = own(request, pk)
    words = one_line(request.GET.get("q", ""), MAX_WORDS)
    if request.method == "POST":
        _change_practices(request, submission)
        return redirect(f"{request.path}?{urlencode({'q': words})}")
    if not submission.is_editable:
        return redirect("account_article", pk)
    chosen = list(queries.with_texts(submission.practices.order_by("pk")))
    found = [practice for practice in queries.practices_with(words) if practice not in chosen] if words else []
    context = {"words": words, "chosen": chosen, "found": found, "trail": trail(submission, _("Practices"))}
    return render(request, "magazine/submission/practices.html", base_context(submission) | context)


def _change_practices(request, submission) -> None:
    try:
        if key := _key(request.POST.get("add", "")):
            practice = get_object_or_404(Practice.objects.published(), pk=key)
            domain.add_practice(submission=submission, practice=practice, actor=request.user)
        elif key := _key(request.POST.get("remove", "")):
            domain.remove_practice(submission=submission, practice_id=key, actor=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@never_cache
@require_POST
@login_required
def article_picture(request, pk: int):
    """One picture; what it shows stands in the form, in Kyrgyz and in Russian."""
    submission, file = own(request, pk), request.FILES.get("file")
    try:
        if "remove" in request.POST:
            domain.remove_picture(submission=submission, actor=request.user)
        elif file is None:
            messages.error(request, _("Choose a photo first."))
        else:
            domain.set_picture(submission=submission, file=file, actor=request.user)
            messages.success(request, _("The picture is added. Say what it shows, in Kyrgyz and in Russian."))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("account_article", pk)


@never_cache
@require_safe
@login_required
def article_earlier(request, pk: int):
    """What was overwritten from another device or mostly taken away, to be copied from."""
    submission = own(request, pk)
    rows = [{"label": FIELDS[row.field].label, "text": row.text, "at": row.at} for row in submission.earlier.all()]
    context = {"rows": rows, "trail": trail(submission, _("Earlier texts"))}
    return render(request, "magazine/submission/earlier.html", base_context(submission) | context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def article_withdraw(request, pk: int):
    """Asks once more, then takes it back."""
    submission = own(request, pk)
    if request.method == "POST":
        try:
            domain.withdraw_article(submission=submission, actor=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("account_article", pk)
        messages.success(request, _("It is taken back."))
        return redirect("account_articles")
    context = {"trail": trail(submission, _("Take it back"))}
    return render(request, "magazine/submission/withdraw.html", base_context(submission) | context)
