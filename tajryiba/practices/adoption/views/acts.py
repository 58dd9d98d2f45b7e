"""On which acts the adoption rests: those of the practice, those that the drafts name, and the municipality's own."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import current_language
from tajryiba.legal import domain as legal
from tajryiba.legal.forms import CiteForm
from tajryiba.legal.models import Citation
from tajryiba.legal.queries import legal_basis

from ..drafting import acts as drafting
from ..drafting.facts import topics_of
from .common import find, show, tried, workspace
from .papers import read_or_write


@workspace
@read_or_write
def account_adoption_acts(request, adoption):
    form = CiteForm(request.POST or None, source=adoption)
    if request.method == "POST" and _changed(request, adoption, form):
        return redirect("account_adoption_acts", adoption.pk)
    named = [
        {"act": drafting.registered(act), "words": drafting.name(act, current_language())}
        for act in drafting.acts_on(topics_of(adoption))
    ]
    own = Citation.objects.of(adoption).select_related("act")
    origin = legal_basis(adoption.practice)
    return show(request, adoption, "acts", "acts", form=form, own=own, origin=origin, named=named)


def _changed(request, adoption, form) -> bool:
    """A new act, or one taken away; a refusal stands on the form."""
    if "uncite" in request.POST:
        key = request.POST["uncite"]
        row = find(Citation.objects.of(adoption), int(key) if key.isdecimal() and len(key) < 19 else 0)
        tried(request, legal.uncite, _("Saved."), citation=row, actor=request.user)
        return True
    if not form.is_valid():
        return False
    try:
        form.save(actor=request.user)
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("Saved."))
    return True
