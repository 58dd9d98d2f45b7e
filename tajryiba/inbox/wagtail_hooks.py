"""Cases in the Wagtail admin."""

from wagtail import hooks

from .admin import CaseViewSet


@hooks.register("register_admin_viewset")
def case_viewset():
    return CaseViewSet()
