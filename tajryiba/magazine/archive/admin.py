"""The import of old issues in the Wagtail admin: folders to choose from, how far the work is, what failed and why."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID

from ..enums import ImportState
from ..models import ArchiveImport
from . import domain
from .folders import offered, place

PERMISSION = "magazine.import_archive"
JOBS_SHOWN = 50
TITLE = _("Import of old issues")


def with_figures(jobs):
    """How many rows of each job are done, failed, waiting."""
    states = {
        str(state): Count("rows", filter=Q(rows__state=state))
        for state in (ImportState.DONE, ImportState.FAILED, ImportState.WAITING)
    }
    return jobs.annotate(total=Count("rows"), **{f"{state}_rows": count for state, count in states.items()})


class ImportAdminView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "upload"
    page_title = TITLE

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportListView(ImportAdminView):
    """Folders that may be brought in, and the jobs so far."""

    template_name = "magazine/archive/admin/imports.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs):
        jobs = list(with_figures(ArchiveImport.objects.select_related("started_by"))[:JOBS_SHOWN])
        for job in jobs:
            job.name = Path(job.folder).name
        folders = {"folders": offered(), "place": place(), "jobs": jobs}
        return super().get_context_data(**kwargs) | folders

    def post(self, request):
        folder = offered().get(request.POST.get("folder", ""))
        if folder is None:
            messages.error(request, _("Choose one of the folders."))
            return redirect("archive_import:index")
        try:
            if "check" in request.POST:
                return self.render_to_response(self.get_context_data(checked=folder, wrong=domain.check_folder(folder)))
            job = domain.begin_import(folder=folder, actor=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("archive_import:index")
        return redirect("archive_import:job", job.pk)


class ImportJobView(ImportAdminView):
    """One job: progress (the page asks again by itself while there is work), lines that failed, the button to retry."""

    template_name = "magazine/archive/admin/job.html"

    def dispatch(self, request, *args, **kwargs):
        self.job = with_figures(ArchiveImport.objects.filter(pk=min(kwargs["pk"], MAX_ID))).first()
        if self.job is None and request.user.has_perm(PERMISSION):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return Path(self.job.folder).name

    def get_breadcrumbs_items(self):
        jobs = {"url": reverse("archive_import:index"), "label": TITLE}
        return [*self.breadcrumbs_items, jobs, {"url": "", "label": Path(self.job.folder).name}]

    def get_context_data(self, **kwargs):
        rows = self.job.rows.select_related("issue")
        return super().get_context_data(**kwargs) | {
            "job": self.job,
            "ended": self.job.done_rows + self.job.failed_rows,
            "goes_on": self.job.state in domain.OPEN,
            "failed": rows.filter(state=ImportState.FAILED),
            "remarks": rows.filter(state=ImportState.DONE).exclude(fault=""),
        }

    def post(self, request, pk: int):
        number = domain.try_failed_again(job=self.job, actor=request.user)
        words = ngettext("%(n)s line is tried again.", "%(n)s lines are tried again.", number) % {"n": number}
        messages.success(request, words)
        return redirect("archive_import:job", pk)


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


class ImportViewSet(ViewSet):
    name = "archive_import"
    icon = "upload"
    menu_label = TITLE
    menu_order = 930
    add_to_settings_menu = True
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self):
        return [
            path("", ImportListView.as_view(), name="index"),
            path("<int:pk>/", ImportJobView.as_view(), name="job"),
        ]
