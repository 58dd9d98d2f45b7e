"""The list of cases and the page of one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from wagtail.admin.viewsets.base import ViewSet


def case(request, pk: int):
    if not request.user.has_perm("inbox.see_case"):
        raise PermissionDenied
    return HttpResponse(status=501)


class CaseViewSet(ViewSet):
    name = "cases"
    menu_label = "Cases"

    def get_urlpatterns(self):
        return [path("<int:pk>/", case, name="case")]
