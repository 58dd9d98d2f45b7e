from django.contrib.auth.models import Permission
from wagtail import hooks

from .admin import PostViewSet


@hooks.register("register_admin_viewset")
def post_viewset():
    return PostViewSet()


@hooks.register("register_permissions")
def post_permissions():
    return Permission.objects.filter(content_type__app_label="discuss", codename__in=["view_post", "change_post"])
