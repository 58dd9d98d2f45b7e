"""Editing of the magazine in the Wagtail admin."""

from wagtail import hooks

from .typesetting.admin import PrintsViewSet


@hooks.register("register_admin_viewset")
def prints_viewset():
    return PrintsViewSet()
