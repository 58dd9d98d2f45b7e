"""The workspace: overview, stages, tables, story, what is public."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import domain, queries
from ..enums import LINE, MAY_BE_HIDDEN, NEXT_STEP, Stage
from ..forms import FORMS, GoalForm, MoveForm, PublicForm, StoryForm, TextForm, row_formset
from ..rules import works_on_adoption
from .common import show, tried, workspace

SAVED = gettext_lazy("Saved.")
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@workspace
@require_safe
def account_adoption(request, adoption):
    return _overview(request, adoption)


def _overview(request, adoption, note_form=None):
    moves = [stage for stage in Stage if domain.may_move(adoption, stage, request.user)]
    steps = list(adoption.steps.select_related("owner"))
    return show(
        request,
        adoption,
        "home",
        "overview",
        line=[
            {"label": Stage(stage).label, "is_now": adoption.level == number, "is_done": number < adoption.level}
            for number, stage in enumerate(LINE, 1)
        ],
        next_step=NEXT_STEP[adoption.stage],
        moves=[{"to": stage, "label": Stage(stage).label, "back": _is_back(adoption, stage)} for stage in moves],
        move_form=MoveForm(),
        steps_done=sum(step.done_on is not None for step in steps),
        steps=steps,
        goal_form=GoalForm(initial={"goal": adoption.goal, "lang": adoption.lang}),
        note_form=note_form or TextForm(),
        notes=adoption.notes.select_related("author")[:50],
        reports=queries.reports_of(adoption)[:2],
        history=adoption.moves.select_related("by"),
        may_be_own_practice=adoption.stage in (Stage.DONE, Stage.CONFIRMED) and not adoption.own_practice_id,
    )


def _is_back(adoption, stage: str) -> bool:
    return stage in LINE and adoption.stage in LINE and LINE.index(stage) < LINE.index(adoption.stage)


@workspace
@require_POST
def account_adoption_move(request, adoption):
    form = MoveForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        tried(request, domain.move, _("The stage is changed."), adoption=adoption, by=request.user, **data)
    else:
        messages.error(request, _("Check the date: for example 15.03.2026."))
    return redirect("account_adoption", adoption.pk)


@workspace
@require_POST
def account_adoption_goal(request, adoption):
    form = GoalForm(request.POST)
    if form.is_valid():
        tried(request, domain.describe, SAVED, adoption=adoption, by=request.user, **form.cleaned_data)
    else:
        messages.error(request, _("The goal is too long: up to 2000 signs."))
    return redirect("account_adoption", adoption.pk)


@workspace
@require_POST
def account_adoption_note(request, adoption):
    form = TextForm(request.POST)
    if not form.is_valid():
        return _overview(request, adoption, note_form=form)
    tried(request, domain.write_note, SAVED, adoption=adoption, by=request.user, **form.cleaned_data)
    return redirect(adoption.workspace_url() + "#notes")


@workspace
@read_or_write
def account_adoption_rows(request, adoption, table: str):
    """One of the four tables. Only lines that were changed are stored, so two people may work side by side."""
    if table not in FORMS:
        raise Http404
    works = works_on_adoption(request.user, adoption)
    formset = row_formset(table, adoption, queries.team(adoption), request.POST if request.method == "POST" else None)
    if request.method == "POST" and formset.is_valid():
        saved = formset.save(commit=False)
        removed = formset.deleted_objects
        facts = {"model": formset.model, "saved": saved, "removed": removed}
        if tried(request, _save(domain.save_rows), SAVED, adoption=adoption, by=request.user, **facts):
            return redirect("account_adoption_rows", adoption.pk, table)
    budget = _totals(adoption) if table == "budget" else None
    return show(request, adoption, table, "rows", formset=formset, table=table, editable=works, totals=budget)


def _save(verb):
    """The verb returns nothing; `tried` tells success by its result."""

    def call(**facts):
        verb(**facts)
        return True

    return call


def _totals(adoption) -> dict:
    lines = list(adoption.budget.all())
    return {
        "planned": sum(line.planned_som or 0 for line in lines),
        "spent": sum(line.spent_som or 0 for line in lines),
    }


@workspace
@read_or_write
def account_adoption_story(request, adoption):
    initial = {"story": adoption.story, "failed": adoption.failed}
    form = StoryForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        tried(request, domain.describe, SAVED, adoption=adoption, by=request.user, **form.cleaned_data)
        return redirect("account_adoption_story", adoption.pk)
    may_close = domain.may_move(adoption, Stage.DONE, request.user) and adoption.stage == Stage.DOING
    return show(request, adoption, "story", "story", form=form, may_close=may_close, move_form=MoveForm())


@workspace
@read_or_write
def account_adoption_public(request, adoption):
    initial = {"is_hidden": adoption.is_hidden, "parts": adoption.public_parts}
    form = PublicForm(request.POST if request.method == "POST" else None, initial=initial)
    stage = adoption.stopped_at if adoption.stage == Stage.STOPPED else adoption.stage
    if stage not in MAY_BE_HIDDEN:
        del form.fields["is_hidden"]
    if request.method == "POST" and form.is_valid():
        facts = {"parts": form.cleaned_data["parts"], "is_hidden": form.cleaned_data.get("is_hidden", False)}
        tried(request, domain.choose_public, SAVED, adoption=adoption, by=request.user, **facts)
        return redirect("account_adoption_public", adoption.pk)
    return show(request, adoption, "public", "public", form=form)


@workspace
@require_POST
def account_adoption_practice(request, adoption):
    done = _("The draft of your practice is with the editors. They will complete it with you and publish it.")
    tried(request, domain.make_own_practice, done, adoption=adoption, by=request.user)
    return redirect("account_adoption", adoption.pk)
