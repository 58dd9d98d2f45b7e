"""Letters between municipalities. The other side sees the letter, not the workspace."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tajryiba.core.errors import DomainError

from .. import domain, queries
from ..forms import LetterForm, TextForm
from ..words import title_of
from .common import find, personal, show, tried, workspace

PER_PAGE = 30
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@workspace
@read_or_write
def account_adoption_contacts(request, adoption):
    adopters = list(queries.earlier_adopters(adoption)[:200])
    form = LetterForm(request.POST if request.method == "POST" else None, adopters=adopters)
    if request.method == "POST" and form.is_valid():
        facts = {"text": form.cleaned_data["text"], "key": form.cleaned_data["key"], "to": form.recipient()}
        try:
            domain.write_letter(adoption=adoption, by=request.user, **facts)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("account_adoption_contacts", adoption.pk)
    letters = adoption.letters.select_related("to_adoption__unit", "author").prefetch_related("replies")
    origin = list(adoption.practice.units.all())
    return show(request, adoption, "contacts", "contacts", form=form, adopters=adopters, letters=letters, origin=origin)


@personal
@require_safe
def account_adoption_letters(request):
    page = Paginator(queries.letters_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"letter": letter, "title": title_of(letter.adoption.practice)} for letter in page]
    return render(request, "practices/adoption/letters.html", {"entry": "adoptions", "page": page, "rows": rows})


@personal
@read_or_write
def account_adoption_letter(request, pk: int):
    letter = find(queries.letters_for(request.user), pk)
    form = TextForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reply = tried(request, domain.reply_letter, _("Sent."), letter=letter, by=request.user, **form.cleaned_data)
        if reply:
            return redirect("account_adoption_letter", letter.pk)
    context = {
        "entry": "adoptions",
        "letter": letter,
        "title": title_of(letter.adoption.practice),
        "replies": letter.replies.select_related("author"),
        "form": form,
        "may_answer": request.user.has_perm("practices.answer_letter", letter),
        "inside": request.user.has_perm("practices.see_adoption", letter.adoption),
    }
    return render(request, "practices/adoption/letter.html", context)
