from django.contrib.auth.models import Permission
from wagtail import hooks

from .admin import CaseViewSet


@hooks.register("register_admin_viewset")
def case_viewset():
    return CaseViewSet()


@hooks.register("register_permissions")
def case_permissions():
    return Permission.objects.filter(content_type__app_label="inbox", codename__in=["view_case", "change_case"])
