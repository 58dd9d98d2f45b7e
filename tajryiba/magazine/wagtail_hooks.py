"""Editing of the magazine in the Wagtail admin."""

from django.core.exceptions import SuspiciousOperation
from django.urls import path
from wagtail import hooks
from wagtail.contrib.redirects import views as redirects

from .archive.admin import ImportViewSet

IMPORT_FIELDS = ("import_file_name", "input_format")

hooks.register("register_admin_viewset", ImportViewSet)


@hooks.register("register_admin_urls", order=-1)
def import_of_redirects():
    return [path("redirects/import/process/", process_import)]


def process_import(request):
    """Wagtail's own, which breaks on a request without the file that was chosen one step before."""
    if any(not request.POST.get(name) for name in IMPORT_FIELDS):
        raise SuspiciousOperation("no file was chosen to import redirects from")
    return redirects.process_import(request)
