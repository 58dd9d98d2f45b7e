"""Addresses of experts in the admin, and the entry of the menu."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from . import comments, experts


class ExpertMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("experts.invite")


class ExpertViewSet(ViewSet):
    name = "expert_admin"
    url_prefix = "experts"
    icon = "group"
    menu_label = _("Experts")
    menu_order = 70
    add_to_admin_menu = True
    menu_item_class = ExpertMenuItem

    def get_urlpatterns(self):
        index = {
            "index_url_name": self.get_url_name("index"),
            "index_results_url_name": self.get_url_name("results"),
        }
        invitations = {
            "index_url_name": self.get_url_name("invitations"),
            "index_results_url_name": self.get_url_name("invitations_results"),
        }
        requests = {
            "index_url_name": self.get_url_name("requests"),
            "index_results_url_name": self.get_url_name("requests_results"),
        }
        return [
            path("", experts.ExpertListView.as_view(**index), name="index"),
            path("results/", experts.ExpertListView.as_view(**index, results_only=True), name="results"),
            path("new/", experts.RegisterView.as_view(), name="new"),
            path("<int:pk>/", experts.ExpertView.as_view(), name="expert"),
            path("<int:pk>/edit/", experts.RegisterView.as_view(), name="edit"),
            path("<int:pk>/invite/", experts.InviteView.as_view(), name="invite"),
            path("invitations/", comments.InvitationListView.as_view(**invitations), name="invitations"),
            path(
                "invitations/results/",
                comments.InvitationListView.as_view(**invitations, results_only=True),
                name="invitations_results",
            ),
            path("invitations/<int:pk>/", comments.InvitationView.as_view(), name="invitation"),
            path("requests/", comments.RequestListView.as_view(**requests), name="requests"),
            path(
                "requests/results/",
                comments.RequestListView.as_view(**requests, results_only=True),
                name="requests_results",
            ),
            path("requests/new/", comments.AskView.as_view(), name="ask"),
            path("requests/<int:pk>/", comments.RequestView.as_view(), name="request"),
        ]
