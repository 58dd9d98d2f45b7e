"""Submissions in the account: begin, write, check, preview, send, see what became of it. Nothing here is cached."""

import secrets
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from ..places import unit_labels
from . import domain, queries
from .case import FIELDS, steps_of
from .completeness import meter
from .domain.sending import NotReadyError
from .drawing import Drawing
from .enums import Depth
from .models import Submission
from .reading import edits_of_form, shown_values
from .shape import Shape

ENTRY = {"entry": "submissions"}
CHECK = "check"


def written(request, pk: int) -> Submission:
    """A submission that this person writes; anybody else's is as good as none."""
    if pk > MAX_ID:
        raise Http404
    mine = Submission.objects.written_by(request.user).select_related("organisation", "author", "practice")
    return get_object_or_404(mine, pk=pk)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def base_context(submission: Submission) -> dict:
    return {**ENTRY, "submission": submission, "token": secrets.token_hex(4)}


@never_cache
@require_safe
@login_required
def submission_list(request):
    rows = Submission.objects.written_by(request.user).select_related("organisation", "practice")
    context = {
        **ENTRY,
        "submissions": [row for row in rows[:200] if row.state != "withdrawn"],
        "organisations": queries.organisations_of(request.user),
        "depths": Depth,
        "key": uuid.uuid4(),
    }
    return render(request, "practices/submission/list.html", context)


@never_cache
@require_POST
@login_required
def submission_start(request):
    """«Begin»: a second click leads to the same draft."""
    organisations = {str(row.pk): row for row in queries.organisations_of(request.user)}
    depth = request.POST.get("depth", "")
    try:
        submission = domain.start_submission(
            author=request.user,
            depth=depth if depth in Depth else Depth.SNAPSHOT,
            organisation=organisations.get(request.POST.get("organisation", "")),
            key=_uuid(request.POST.get("key", "")),
        )
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("submission_list")
    return redirect("submission_form", submission.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submission_form(request, pk: int):
    """All steps on one page, one of them open: the others can be written without a line too."""
    submission = written(request, pk)
    if not submission.is_editable:
        return redirect("submission_status", pk)
    if request.method == "POST":
        return _save_form(request, submission)
    faults = Shape(submission).faults() if "faults" in request.GET else []
    steps = steps_of(submission.depth)
    asked = request.GET.get("step", "")
    context = {
        **base_context(submission),
        "steps": Drawing(submission, faults).steps(),
        "open_step": asked if asked in [step.key for step in steps] else steps[0].key,
        "faults": faults,
        "shown": shown_values(submission),
        "unit_labels": unit_labels(),
        "meter": meter(Shape(submission)),
        "new_file": uuid.uuid4(),
    }
    return render(request, "practices/submission/form.html", context)


def _save_form(request, submission: Submission):
    """An ordinary POST, without script or with it; then the step that the button names."""
    device = request.POST.get("device", "")[:16] or "form"
    saved = domain.save_edits(
        submission=submission, edits=edits_of_form(submission, request.POST, device), actor=request.user
    )
    for name, one in saved.items():
        if one.refused:
            messages.error(request, f"{FIELDS[name].label}: {one.refused}")
        if one.conflict:
            field = FIELDS[name].label
            messages.warning(
                request,
                _("«%(field)s» was changed on another device too. The other text is kept in the history.")
                % {"field": field},
            )
    go = request.POST.get("go", "")
    if go == CHECK:
        return redirect("submission_check", submission.pk)
    if go in [step.key for step in steps_of(submission.depth)]:
        return redirect(f"{reverse('submission_form', args=[submission.pk])}?step={go}#step-{go}")
    messages.success(request, _("Everything is saved."))
    return redirect("submission_form", submission.pk)


@never_cache
@require_safe
@login_required
def submission_check(request, pk: int):
    """Before it goes: what is missing and why it matters, topics, what is alike, and the button."""
    submission = written(request, pk)
    if not submission.is_editable:
        return redirect("submission_status", pk)
    shape = Shape(submission)
    context = {
        **base_context(submission),
        "faults": shape.faults(),
        "shape": shape,
        "meter": meter(shape),
        "suggested": queries.topics_for(shape),
        "alike": queries.alike(shape),
        "ours": queries.alike_of_ours(submission, request.user),
    }
    return render(request, "practices/submission/check.html", context)


@never_cache
@require_POST
@login_required
def submission_topic(request, pk: int):
    """Take a suggested topic with one press: the main one while there is none, else one of the others."""
    submission = written(request, pk)
    value = request.POST.get("topic", "")[:10]
    name = "topic"
    if Shape(submission).topic is not None and submission.depth == Depth.FULL:
        name, others = "other_topics", Shape(submission).many("other_topics")
        value = ",".join(dict.fromkeys([*others, value]))
    rev = submission.revisions.get(name, {}).get("rev", 0)
    edit = domain.Edit(name, value, rev, f"topic-{rev}-{value}"[:40], "check")
    domain.save_edits(submission=submission, edits=[edit], actor=request.user)
    return redirect("submission_check", pk)


@never_cache
@require_POST
@login_required
def submission_send(request, pk: int):
    """A second press, from here or from another device, leads to the same submission."""
    submission = written(request, pk)
    try:
        sent = domain.send_submission(
            submission=submission, actor=request.user, not_a_duplicate="not_a_duplicate" in request.POST
        )
    except NotReadyError:
        return redirect(f"{reverse('submission_form', args=[pk])}?faults=1#form-errors")
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("submission_status", pk)
    if sent.pk != pk:
        messages.info(request, _("You have already sent the same text: here it is. The copy was put aside."))
    return redirect("submission_status", sent.pk)


@never_cache
@require_safe
@login_required
def submission_status(request, pk: int):
    submission = written(request, pk)
    context = {**base_context(submission), "comments": submission.comments.filter(round=submission.round)}
    return render(request, "practices/submission/status.html", context)


@never_cache
@require_POST
@login_required
def submission_grow(request, pk: int):
    submission = written(request, pk)
    try:
        domain.grow_submission(submission=submission, actor=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("submission_status", pk)
    messages.success(request, _("Your answers are in their places. Add what else you know."))
    return redirect("submission_form", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submission_withdraw(request, pk: int):
    """Asks once more, then takes it back."""
    submission = written(request, pk)
    if request.method == "POST":
        try:
            domain.withdraw_submission(submission=submission, actor=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("submission_status", pk)
        messages.success(request, _("It is taken back."))
        return redirect("submission_list")
    return render(request, "practices/submission/withdraw.html", base_context(submission))
