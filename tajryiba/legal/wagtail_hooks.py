"""Editing of acts in the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .admin.changes import BoardView, ChangeView, DigestView
from .admin.citing import CitingView
from .admin.register import ActViewSet, NothingIsDeleted
from .admin.work import ImportView, WorkView
from .models import Act


class ActsViewSet(ViewSet):
    name = "acts"
    url_prefix = "acts"

    def get_urlpatterns(self):
        return [
            path("import/", ImportView.as_view(), name="import"),
            path("checks/", BoardView.as_view(), name="board"),
            path("digest/", DigestView.as_view(), name="digest"),
            path("digest/<int:pk>/", ChangeView.as_view(), name="change"),
            path("cited/<slug:name>/<int:pk>/", CitingView.as_view(), name="citing"),
            path("<int:pk>/", WorkView.as_view(), name="work"),
        ]


class ActsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("legal.keep_acts")


@hooks.register("register_admin_viewset")
def acts_viewset():
    return ActsViewSet()


@hooks.register("register_admin_menu_item")
def board_menu_item():
    return ActsMenuItem(_("Checks of laws"), reverse("acts:board"), icon_name="warning", order=121)


@hooks.register("register_reports_menu_item")
def digest_menu_item():
    return ActsMenuItem(_("Legislation digest"), reverse("acts:digest"), icon_name="history", order=70)


@hooks.register("register_permissions")
def act_permissions():
    codenames = ["view_act", "add_act", "change_act"]
    return Permission.objects.filter(content_type__app_label="legal", codename__in=codenames)


register_permission_policy(Act, NothingIsDeleted(Act))
register_snippet(ActViewSet)
