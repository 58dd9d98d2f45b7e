"""Finding an organisation, asking to join it, and what its manager decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from .. import domain, queries
from ..enums import MemberRole, MemberState
from ..models import Membership, Organisation

PER_PAGE = 20


@never_cache
@require_safe
@login_required
def account_organisations(request):
    """One's own memberships, and a search through all organisations by present and former names."""
    query = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    memberships = list(queries.memberships_of(request.user))
    context = {"entry": "organisations", "memberships": memberships, "q": query}
    if query:
        found = Organisation.objects.current().matching(query).by_name().select_related("unit")
        context["page"] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        context["mine"] = {membership.organisation_id for membership in memberships}
    return render(request, "people/account_organisations.html", context)


@never_cache
@require_safe
@login_required
def account_organisation(request, pk: int):
    """Members and waiting requests, for a manager of the organisation and for the client-base administrator."""
    organisation = _organisation(pk)
    if not request.user.has_perm("people.view_requests", organisation):
        raise PermissionDenied
    rows = organisation.memberships.open().select_related("user").order_by("asked_at")
    context = {
        "entry": "organisations",
        "organisation": organisation,
        "waiting": [row for row in rows if row.state == MemberState.ASKED],
        "members": [row for row in rows if row.state == MemberState.ACTIVE],
        "manager_role": MemberRole.MANAGER,
    }
    return render(request, "people/account_organisation.html", context)


@never_cache
@require_POST
@login_required
def account_join(request, pk: int):
    """Ask to be admitted, or accept an invitation; a second click changes nothing."""
    try:
        membership = domain.join_organisation(user=request.user, organisation=_organisation(pk))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        if membership.state == MemberState.ACTIVE:
            messages.success(request, _("You are a member now."))
        else:
            messages.success(
                request, _("The request is sent. A manager of the organisation or the portal will decide.")
            )
    return redirect("account_organisations")


# What a button on the pages of memberships does, and what is said when it worked.
DECISIONS = {
    "admit": (domain.admit_member, gettext_lazy("The person is admitted.")),
    "refuse": (domain.refuse_member, gettext_lazy("The request is refused.")),
    "appoint": (domain.appoint_manager, gettext_lazy("The person is a manager now.")),
    "demote": (domain.demote_manager, gettext_lazy("The person is an ordinary member now.")),
    "remove": (domain.remove_member, gettext_lazy("The person is no longer a member.")),
    "leave": (domain.leave_organisation, gettext_lazy("You left the organisation.")),
}


@never_cache
@require_POST
@login_required
def account_membership(request, pk: int, decision: str):
    """Somebody else's membership that one may not see is as good as none: 404."""
    if pk > MAX_ID or decision not in DECISIONS:
        raise Http404
    membership = get_object_or_404(Membership.objects.visible_to(request.user), pk=pk)
    verb, done = DECISIONS[decision]
    try:
        verb(membership=membership, by=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    organisation = membership.organisation
    if request.user.has_perm("people.view_requests", organisation):
        return redirect("account_organisation", organisation.pk)
    return redirect("account_organisations")


def _organisation(pk: int) -> Organisation:
    if pk > MAX_ID:
        raise Http404
    return get_object_or_404(Organisation, pk=pk)
