"""Editing of the magazine in the Wagtail admin."""

from wagtail import hooks

from .archive.admin import ImportViewSet

hooks.register("register_admin_viewset", ImportViewSet)
