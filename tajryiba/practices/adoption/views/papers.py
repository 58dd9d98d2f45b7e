"""Drafts to download, documents, reports with photos."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tajryiba.core.documents.docx import docx_response
from tajryiba.core.errors import DomainError
from tajryiba.media.views import document_response

from .. import domain, queries
from ..drafting.make import draft
from ..enums import DraftKind, DraftLanguage
from ..forms import PaperForm, ReportForm
from .common import find, show, tried, workspace

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@workspace
@read_or_write
def account_adoption_papers(request, adoption):
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():
        try:
            domain.add_paper(adoption=adoption, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("account_adoption_papers", adoption.pk)
    drafts = [{"kind": kind, "label": kind.label, "languages": DraftLanguage.choices} for kind in DraftKind]
    papers = adoption.papers.select_related("document", "added_by")
    return show(request, adoption, "papers", "papers", form=form, drafts=drafts, papers=papers)


@workspace
@require_safe
def account_adoption_draft(request, adoption, kind: str, lang: str):
    """A DOCX with the facts as they are now."""
    if kind not in DraftKind.values or lang not in DraftLanguage.values:
        raise Http404
    data = tried(request, draft, adoption=adoption, kind=kind, lang=lang)
    if data is None:
        return redirect("account_adoption_papers", adoption.pk)
    return docx_response(data, f"{kind}-{lang}-{adoption.pk}")


@workspace
@require_safe
def account_adoption_paper(request, adoption, paper: int):
    row = find(adoption.papers.select_related("document__collection"), paper)
    return document_response(request, row.document, public=False)


@workspace
@require_POST
def account_adoption_paper_show(request, adoption, paper: int):
    row = find(adoption.papers.select_related("document", "adoption"), paper)
    shown = request.POST.get("shown") == "1"
    done = _("Everybody may read the document now.") if shown else _("The document is for members and staff again.")
    tried(request, domain.show_paper, done, paper=row, by=request.user, shown=shown)
    return redirect("account_adoption_papers", adoption.pk)


@workspace
@read_or_write
def account_adoption_reports(request, adoption):
    form = ReportForm(request.POST, request.FILES) if request.method == "POST" else ReportForm()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        facts = {"text": data["text"], "on": data["on"], "key": data["key"], "photos": form.photos()}
        try:
            domain.write_report(adoption=adoption, by=request.user, **facts)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("account_adoption_reports", adoption.pk)
    return show(request, adoption, "reports", "reports", form=form, reports=queries.reports_of(adoption))
