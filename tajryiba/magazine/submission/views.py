"""Articles in the account: begin, write, check and send, see what became of it. Nothing here is cached."""

import secrets
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.errors import DomainError
from tajryiba.core.html import paragraphs
from tajryiba.core.http import MAX_ID
from tajryiba.practices.submission.reading import edits_of_fields, shown_fields

from ..models import Submission
from . import domain, queries
from .consent import CONSENTS, VERSION
from .drawing import drawn_fields
from .fields import FIELDS, values_of

CHECK = "check"


def own(request, pk: int) -> Submission:
    """An article of this person; anybody else's is as good as none."""
    if pk > MAX_ID:
        raise Http404
    rows = Submission.objects.of(request.user).select_related("image", "article", "author")
    return get_object_or_404(rows.prefetch_related("topics", "remarks", queries.live_pages()), pk=pk)


def read_uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def base_context(submission: Submission | None = None) -> dict:
    """`save_url`, `drafts_of`, `token`: for the script that saves what is typed."""
    save_url = reverse("account_article_save", args=[0])
    context = {"entry": "articles", "token": secrets.token_hex(4), "save_url": save_url, "drafts_of": ":article"}
    return {**context, "submission": submission, "trail": trail(submission)}


def trail(submission: Submission | None, here: str = "") -> list[dict]:
    steps = [{"label": _("My articles"), "url": reverse("account_articles")}]
    if submission is not None:
        steps.append(
            {"label": str(submission), "url": reverse("account_article", args=[submission.pk]) if here else ""}
        )
    return [*steps, {"label": here}] if here else steps


@never_cache
@require_safe
@login_required
def article_list(request):
    context = {"submissions": list(queries.articles_of(request.user)), "key": uuid.uuid4()}
    return render(request, "magazine/submission/list.html", base_context() | context)


@never_cache
@require_POST
@login_required
def article_start(request):
    """«Begin»: a second click leads to the same draft."""
    try:
        submission = domain.start_article(author=request.user, key=read_uuid(request.POST.get("key", "")))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("account_articles")
    return redirect("account_article", submission.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def article(request, pk: int):
    """The form while it is written, else what became of it; the thread with the editors in both."""
    submission = own(request, pk)
    if request.method == "POST":
        return _save_form(request, submission)
    if not submission.is_editable:
        context = base_context(submission) | {"body": as_read(submission)}
        return render(request, "magazine/submission/status.html", context)
    faults = domain.faults_of(submission) if "faults" in request.GET else []
    values = values_of(submission)
    context = {
        "fields": drawn_fields(values, faults),
        "shown": shown_fields(values, submission.revisions),
        "faults": faults,
        "practices": queries.with_texts(submission.practices.order_by("pk")),
        "earlier": submission.earlier.exists(),
    }
    return render(request, "magazine/submission/form.html", base_context(submission) | context)


def as_read(submission: Submission) -> str:
    """The text as the reader will see it."""
    return mark_safe(paragraphs(submission.text))  # noqa: S308 (every line of it is escaped)


def _save_form(request, submission: Submission):
    """An ordinary POST, without script or with it."""
    device = request.POST.get("device", "")[:16] or "form"
    edits = [] if request.POST.get("shown") == "*" else edits_of_fields(FIELDS, request.POST, device)
    saved = domain.save_edits(submission=submission, edits=edits, actor=request.user)
    for name, one in saved.items():
        label = FIELDS[name].label
        if one.refused:
            messages.error(request, f"{label}: {one.refused}")
        if one.conflict:
            words = _("«%(field)s» was changed on another device too. The other text is kept in the history.")
            messages.warning(request, words % {"field": label})
    if any(one.late for one in saved.values()):
        messages.warning(request, _("It is with the editors already. Your latest words are kept in the history."))
    elif request.POST.get("go") == CHECK:
        return redirect("account_article_send", submission.pk)
    elif submission.is_editable:
        messages.success(request, _("Everything is saved."))
    return redirect("account_article", submission.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def article_send(request, pk: int):
    """Before it goes: what is missing, how it will be read, the consent, an answer to the editors, the button."""
    submission = own(request, pk)
    faults = domain.faults_of(submission)
    if request.method == "POST":
        agreed = VERSION if request.POST.get("agreed") == str(VERSION) else 0
        answer = request.POST.get("answer", "")
        try:
            domain.send_article(submission=submission, actor=request.user, agreed=agreed, answer=answer)
        except domain.NotReadyError as refusal:
            faults = refusal.faults
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The article is with the editors. They answer within 24 hours."))
            return redirect("account_article", pk)
    elif not submission.is_editable:
        return redirect("account_article", pk)
    context = {
        "faults": faults,
        "body": as_read(submission),
        "consent": CONSENTS[VERSION],
        "consent_version": VERSION,
        "practices": queries.with_texts(submission.practices.order_by("pk")),
        "trail": trail(submission, _("Check and send")),
    }
    return render(request, "magazine/submission/send.html", base_context(submission) | context)
