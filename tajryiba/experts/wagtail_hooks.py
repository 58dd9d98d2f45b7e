from django.contrib.auth.models import Permission
from wagtail import hooks

from .admin.choosers import expert_chooser
from .admin.viewset import ExpertViewSet


@hooks.register("register_admin_viewset")
def expert_viewsets():
    return [ExpertViewSet(), expert_chooser]


@hooks.register("register_permissions")
def expert_permissions():
    codenames = ["view_expert", "change_expert", "view_commentrequest", "change_commentrequest"]
    return Permission.objects.filter(content_type__app_label="experts", codename__in=codenames)
