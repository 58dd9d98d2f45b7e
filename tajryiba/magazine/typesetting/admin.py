"""Printed files of an issue in the Wagtail admin: state and progress, proofs, all versions, the print list."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from ..enums import PrintFormat
from ..models import Issue, Print
from . import queries
from .domain import ask_print, try_again
from .files import print_response
from .naming import issue_line
from .print_list import XLSX, print_list

MAKE = "magazine.make_proof"
COUNT_COPIES = "magazine.publish_issue"


class OfStaff:
    permission = MAKE

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PrintsView(OfStaff, WagtailAdminTemplateMixin, TemplateView):
    """Every page of the issue with its files. While one is made, the screen asks anew by itself."""

    template_name = "magazine/typesetting/prints.html"
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        self.issue = Issue.objects.filter(pk=min(kwargs["pk"], MAX_ID)).first()
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("PDF and EPUB: %(issue)s") % {"issue": issue_line(self.issue)}

    def get_context_data(self, **kwargs):
        if self.issue is None:
            raise Http404
        pages = queries.prints_of_issue(self.issue)
        context = {"issue": self.issue, "pages": pages, "formats": PrintFormat.values, "breadcrumbs_items": []}
        context["under_way"] = queries.is_any_under_way(pages)
        context["may_count"] = self.request.user.has_perm(COUNT_COPIES)
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request, pk: int):
        """`proof`: make one of the page and format of the form; `again`: try a failed file once more."""
        try:
            self._proof() if "proof" in request.POST else self._again()
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The worker makes the file. It appears here when it is ready."))
        return redirect("magazine_prints:issue", pk)

    def _proof(self) -> None:
        format, number = self.request.POST.get("format"), self.request.POST.get("proof", "")
        pages = {found.page.pk: found.page for found in queries.prints_of_issue(self.issue)} if self.issue else {}
        if format not in PrintFormat.values or not number.isdecimal() or len(number) > 18 or int(number) not in pages:
            raise Http404
        ask_print(pages[int(number)], format, actor=self.request.user, proof=True)

    def _again(self) -> None:
        number = self.request.POST.get("again", "")
        try_again(get_object_or_404(Print, pk=int(number) if number.isdecimal() and len(number) < 19 else 0))


class FileView(OfStaff, View):
    """Any version of any file, proofs too."""

    def get(self, request, pk: int):
        row = (
            Print.objects.select_related("issue_page__locale", "article_page__locale")
            .filter(pk=min(pk, MAX_ID))
            .first()
        )
        if not request.user.has_perm("magazine.read_print", row):
            raise Http404
        return print_response(request, row, public=False)


class PrintListView(OfStaff, View):
    """Who gets how many copies, as XLSX. Names and addresses: for the content administrator, and it is recorded."""

    permission = COUNT_COPIES

    def get(self, request, pk: int):
        issue = get_object_or_404(Issue, pk=min(pk, MAX_ID))
        record("magazine.print_list_taken", actor=request.user, obj=issue)
        response = HttpResponse(print_list(issue), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="print-list-{issue.slug}.xlsx"'
        response["Cache-Control"] = "private, no-store"
        return response


class PrintsViewSet(ViewSet):
    name = "magazine_prints"
    icon = "download"
    menu_label = _("PDF and EPUB")
    add_to_admin_menu = False

    def get_urlpatterns(self):
        return [
            path("<int:pk>/", PrintsView.as_view(), name="issue"),
            path("file/<int:pk>/", FileView.as_view(), name="file"),
            path("<int:pk>/copies/", PrintListView.as_view(), name="copies"),
        ]
