"""Wagtail's import of redirects, which breaks on a request without the file that was chosen one step before."""

from django.core.exceptions import SuspiciousOperation
from django.urls import path
from wagtail.contrib.redirects import views as redirects

IMPORT_FIELDS = ("import_file_name", "input_format")


def urls():
    return [path("redirects/import/process/", process_import)]


def process_import(request):
    if any(not request.POST.get(name) for name in IMPORT_FIELDS):
        raise SuspiciousOperation("no file was chosen to import redirects from")
    return redirects.process_import(request)
