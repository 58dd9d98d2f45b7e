"""Beside the form: saving as one types, earlier texts, files, preview."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.errors import DomainError

from .. import views as practice_views
from ..models import Practice, PracticeText
from ..models.rows import PracticeFunding, PracticeParticipant, PracticeResult, PracticeSource, PracticeStep
from . import domain, queries
from .case import FIELDS
from .enums import EDITABLE
from .models import Submission, SubmissionEdit
from .scripted import save_for_script
from .shape import Shape
from .views import _uuid, base_context, written

ROWS = {
    "steps": PracticeStep,
    "participants": PracticeParticipant,
    "funding": PracticeFunding,
    "results": PracticeResult,
    "sources": PracticeSource,
}


@never_cache
@require_POST
def submission_save(request, pk: int):
    """The script's address."""
    return save_for_script(request, find=partial(written, request, pk), save=domain.save_edits)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submission_history(request, pk: int):
    """Earlier texts of the fields; any of them can be put back."""
    submission = written(request, pk)
    if request.method == "POST":
        number = request.POST.get("edit", "")
        known = submission.edits.filter(kept=True)
        edit = get_object_or_404(known, pk=number if number.isdecimal() and len(number) < 19 else 0)
        try:
            domain.put_back(submission=submission, edit=edit, actor=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The earlier text is back. The other one is kept here."))
        return redirect("submission_history", pk)
    rows = [
        {"edit": edit, "label": _label(edit), "now": submission.values.get(edit.name, "")}
        for edit in queries.history(submission)
    ]
    context = {**base_context(submission), "rows": rows, "can_put_back": submission.state in EDITABLE}
    return render(request, "practices/submission/history.html", context)


def _label(edit: SubmissionEdit) -> str:
    """«Steps, 3: What was done» for a row, the field's name for the rest."""
    parts = edit.name.split("-")
    label = str(FIELDS[edit.name].label) if edit.name in FIELDS else edit.name
    return f"{label} ({int(parts[1]) + 1})" if len(parts) == 3 and parts[1].isdecimal() else label


@never_cache
@require_POST
@login_required
def submission_file(request, pk: int):
    """Add a photo or a document; the caption is asked, since a picture without words says nothing to many."""
    submission = written(request, pk)
    file, caption = request.FILES.get("file"), " ".join(request.POST.get("caption", "").split())
    if file is None or not caption:
        messages.error(request, _("Choose a file and say in a few words what it shows."))
        return redirect("submission_form", pk)
    try:
        domain.add_file(
            submission=submission,
            file=file,
            caption=caption,
            is_photo=(file.content_type or "").startswith("image/"),
            key=_uuid(request.POST.get("key", "")),
            actor=request.user,
        )
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The file is added."))
    return redirect("submission_form", pk)


@never_cache
@require_POST
@login_required
def submission_file_remove(request, pk: int, file: int):
    submission = written(request, pk)
    row = get_object_or_404(submission.files, pk=min(file, 2**63 - 1))
    try:
        domain.remove_file(submission=submission, file=row, actor=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("submission_form", pk)


@never_cache
@require_safe
@login_required
def submission_preview(request, pk: int):
    """The page of the practice as readers will see it; nothing is stored."""
    submission = written(request, pk)
    shape = Shape(submission)
    if shape.topic is None or not shape.raw("title"):
        messages.error(request, _("Write a title and choose a topic first: without them there is nothing to show."))
        return redirect("submission_check", pk)
    with translation.override(shape.lang):
        return render(request, "practices/practice_detail.html", preview_context(submission, shape))


def preview_context(submission: Submission, shape: Shape) -> dict:
    """A practice that exists in memory only, with the number nought."""
    practice = Practice(pk=0, **shape.facts())
    practice.other_topics = [topic for topic in shape.topics if topic != shape.topic]
    rows = shape.rows()
    for relation, model in ROWS.items():
        setattr(practice, relation, [model(**row) for row in rows.get(relation, [])])
    practice.documents, practice.images = [], []
    units = Practice.units.rel.model.objects.none()
    units._result_cache = [shape.unit] if shape.unit else []
    practice._prefetched_objects_cache = {"units": units}
    text = PracticeText(practice=practice, lang=shape.lang, live=True, **shape.words())
    practice.live_texts = [text]
    context = practice_views.page_context(practice)
    back = {"label": _("Check and send"), "url": f"/{shape.lang}/account/submissions/{submission.pk}/check/"}
    return {**context, "is_preview": True, "alternates": {}, "trail": [back, {"label": text.title}]}
