"""One's own profile, and messages to and from experts, under /account/."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.errors import DomainError

from .. import domain, queries
from ..enums import State
from ..forms import AnswerForm, MessageForm, ProfileForm, refuse
from ..models import Expert, Message
from .common import find, personal, tried

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 20


def own_profile(user) -> Expert | None:
    rows = Expert.objects.select_related("organisation", "unit", "photo").prefetch_related("expert_topics__topic")
    return rows.filter(user=user).first()


@personal
@require_http_methods(FORM)
def account_expert(request):
    """The form of the profile: saved as a draft, or sent to a moderator."""
    expert = own_profile(request.user)
    practitioner = "practitioner" in request.GET
    form = ProfileForm(
        request.POST or None, request.FILES or None, user=request.user, expert=expert, practitioner=practitioner
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save()
            if "send" in request.POST and saved.state in (State.DRAFT, State.REFUSED, State.HIDDEN):
                saved = domain.send(expert=saved, by=request.user)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _said(saved))
            return redirect("account_expert")
    context = {"entry": "expert", "form": form, "expert": expert, "deeds": queries.deeds(request.user)}
    return render(request, "experts/account_profile.html", context)


def _said(expert: Expert) -> str:
    if expert.state == State.WAITING:
        return _("Thank you. A moderator looks at it within 24 hours; you will be told when it is public.")
    if expert.proposed is not None:
        return _("Saved. What readers read changes when a moderator has looked at it, within 24 hours.")
    return _("Saved.")


@personal
@require_POST
def account_expert_confirm(request):
    """Once a year: it is still right."""
    expert = find_own(request.user)
    tried(request, domain.confirm_yearly, _("Thank you: confirmed for a year."), expert=expert, by=request.user)
    return redirect("account_expert")


@personal
@require_POST
def account_expert_hide(request):
    expert = find_own(request.user)
    tried(request, domain.hide, _("The profile is hidden."), expert=expert, by=request.user)
    return redirect("account_expert")


def find_own(user) -> Expert:
    return find(Expert.objects.filter(user=user), getattr(own_profile(user), "pk", 0))


# --- Messages ---


@personal
@require_http_methods(FORM)
def account_write_to_expert(request, pk: int):
    """Only to published experts; nobody sees an address."""
    expert = find(Expert.objects.published(), pk)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            message = domain.write_to_expert(expert=expert, sender=request.user, **form.cleaned_data)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Sent. You get a reaction within 24 hours."))
            return redirect(message)
    return render(request, "experts/account_write.html", {"entry": "expert_messages", "form": form, "expert": expert})


@personal
@require_safe
def account_expert_messages(request):
    """What was written to me as an expert, and what I wrote to experts."""
    rows = Message.objects.visible_to(request.user).select_related("expert", "sender")
    page = Paginator(rows.order_by("-sent_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "experts/account_messages.html", {"entry": "expert_messages", "page": page})


@personal
@require_http_methods(FORM)
def account_expert_message(request, pk: int):
    rows = Message.objects.visible_to(request.user).select_related("expert", "sender", "answered_by")
    message = find(rows, pk)
    may = request.user.has_perm("experts.answer_message", message) and message.answered_at is None
    form = AnswerForm(request.POST or None) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            domain.answer_message(message=message, by=request.user, text=form.cleaned_data["text"])
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The answer is sent."))
            return redirect(message)
    context = {"entry": "expert_messages", "message": message, "form": form}
    return render(request, "experts/account_message.html", context)
