"""One's adoptions, and the beginning of a new one."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tajryiba.notify import domain as notify

from ...models import Practice
from .. import domain, queries
from ..enums import NEXT_STEP
from ..forms import StartForm
from ..rules import is_adoption_staff
from ..words import title_of
from .common import find, personal, tried

PER_PAGE = 30


@personal
@require_safe
def account_adoptions(request):
    """Those of one's municipality; for the staff all of them."""
    page = Paginator(queries.adoptions_inside(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "entry": "adoptions",
        "page": page,
        "rows": [_row(adoption) for adoption in page],
        "staff": is_adoption_staff(request.user),
        "letters": queries.letters_for(request.user).exists(),
    }
    return render(request, "practices/adoption/list.html", context)


def _row(adoption) -> dict:
    return {"adoption": adoption, "title": title_of(adoption.practice), "next": NEXT_STEP[adoption.stage]}


@personal
@require_safe
def account_adoption_start(request, practice: int):
    """Asked once before it begins: for which municipality, and whether it is shown."""
    return _start_page(request, find(Practice.objects.published(), practice))


def _start_page(request, practice, form=None):
    seats = queries.seats(request.user)
    known = [row for seat in seats for row in queries.adopted_in_lineage(practice, seat.unit).inside_for(request.user)]
    context = {
        "entry": "adoptions",
        "practice": practice,
        "title": title_of(practice),
        "seats": seats,
        "known": list({row.pk: row for row in known}.values()),
        "form": form or StartForm(seats=seats, initial={"seat": seats[0].key} if seats else {}),
        "follows": notify.follows(request.user, practice),
    }
    return render(request, "practices/adoption/start.html", context)


@personal
@require_POST
def practice_adopt(request, pk: int):
    """One click; a second one leads to the same workspace."""
    practice = find(Practice.objects.published(), pk)
    form = StartForm(request.POST, seats=queries.seats(request.user))
    if not form.is_valid():
        return _start_page(request, practice, form)
    seat = form.chosen_seat()
    adoption = tried(
        request,
        domain.adopt,
        _("The workspace is open. Begin with the adaptation table."),
        practice=practice,
        organisation=seat.organisation,
        unit=seat.unit,
        by=request.user,
        is_hidden=form.cleaned_data["is_hidden"],
    )
    if adoption is None:
        return redirect("account_adoption_start", practice.pk)
    return redirect("account_adoption", adoption.pk)


@personal
@require_POST
def practice_follow(request, pk: int):
    """Mere interest: to hear when somebody has repeated the practice. Again: no more."""
    practice = find(Practice.objects.published(), pk)
    if notify.follows(request.user, practice):
        notify.unfollow(request.user, practice)
    else:
        notify.follow(request.user, practice)
    return redirect("account_adoption_start", practice.pk)
