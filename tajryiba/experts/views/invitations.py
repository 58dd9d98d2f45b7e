"""What the person is asked to do; and the reply to a request for a comment, also by the link of a letter."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.errors import DomainError

from .. import domain, letters, queries, things
from ..enums import CommentState, Task
from ..forms import CommentForm, DeclineForm, HandOverForm, refuse
from ..models import CommentRequest, Invitation
from .common import find, personal, tried

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 20


@personal
@require_safe
def account_invitations(request):
    """In this person's hands: open ones by their date first."""
    rows = queries.by_urgency(queries.invitations_of(request.user))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "experts/account_invitations.html", {"entry": "invitations", "page": page})


def _mine(request, pk: int) -> Invitation:
    rows = Invitation.objects.held_by(request.user).select_related("expert", "asked_by", "holder")
    return find(rows, pk)


@personal
@require_http_methods(FORM)
def account_invitation(request, pk: int):
    """One of them; a request for a comment is answered here."""
    invitation = _mine(request, pk)
    comments = CommentRequest.objects.select_related("invitation__expert", "comment")
    asked = comments.filter(invitation=invitation).first() if invitation.task == Task.COMMENT else None
    form = _comment_form(request, asked) if asked else None
    if request.method == "POST" and form is not None and form.is_valid() and _sent(asked, form, by=request.user):
        messages.success(request, _("Thank you. An editor reads it; you will be told what is published."))
        return redirect(invitation)
    context = {
        "entry": "invitations",
        "invitation": invitation,
        "form": form,
        **(_about(asked) if asked else {}),
        "decline": DeclineForm(),
        "hand_over": HandOverForm(people=queries.deputies(invitation)) if invitation.is_open else None,
    }
    return render(request, "experts/account_invitation.html", context)


def _comment_form(request, asked: CommentRequest) -> CommentForm | None:
    """None when nothing can be sent any more."""
    comment = getattr(asked, "comment", None)
    waits = comment is not None and comment.state == CommentState.WAITING
    if asked.is_closed or not (waits or asked.invitation.is_open):
        return None
    return CommentForm(request.POST or None, request=asked)


def _about(asked: CommentRequest) -> dict:
    shown = queries.shown(asked.obj) if things.is_public(asked.obj) else {"title": "", "url": ""}
    return {"asked": asked, "about": shown, "comment": getattr(asked, "comment", None)}


def _sent(asked: CommentRequest, form: CommentForm, *, by=None, by_letter: bool = False) -> bool:
    try:
        domain.send_comment(request=asked, **form.cleaned_data, by=by, by_letter=by_letter)
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    return True


DECISIONS = {
    "accept": (domain.accept, gettext_lazy("Accepted. Thank you!")),
    "decline": (domain.decline, gettext_lazy("Declined. Thank you for the answer.")),
    "done": (domain.finish, gettext_lazy("Marked as done.")),
}


@personal
@require_POST
def account_invitation_decide(request, pk: int, decision: str):
    invitation = _mine(request, pk)
    if decision == "hand-over":
        form = HandOverForm(request.POST, people=queries.deputies(invitation))
        if form.is_valid():
            facts = {"invitation": invitation, "by": request.user, "to": form.cleaned_data["to"]}
            if tried(request, domain.hand_over, _("Handed over."), **facts) is not None:
                return redirect("account_invitations")
        else:
            messages.error(request, _("Choose to whom to hand it over."))
        return redirect(invitation)
    if decision not in DECISIONS:
        raise Http404
    verb, done = DECISIONS[decision]
    facts = {"invitation": invitation, "by": request.user}
    if decision == "decline":
        facts["reason"] = request.POST.get("reason", "").replace("\x00", "")[:300]
    tried(request, verb, done, **facts)
    return redirect(invitation)


@require_http_methods(FORM)
def comment_by_letter(request):
    """Without an account, by the signed link: every link that opens nothing gets the same answer.

    Opening it changes nothing; sending the same words twice is once. Kept by no cache, told to no other site.
    """
    asked = letters.opened(request.GET.get("key", ""))
    if asked is None:
        return _private(render(request, "experts/letter_dead.html", status=404))
    form = _comment_form(request, asked)
    if request.method == "POST" and form is not None and form.is_valid() and _sent(asked, form, by_letter=True):
        return _private(redirect(f"{request.path}?key={letters.token(asked)}"))
    return _private(render(request, "experts/letter_reply.html", {"form": form, **_about(asked)}))


def _private(response):
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
