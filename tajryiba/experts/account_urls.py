"""Pages of experts under /account/."""

from django.urls import path

from .views import account, invitations

urlpatterns = [
    path("expert/", account.account_expert, name="account_expert"),
    path("expert/confirm/", account.account_expert_confirm, name="account_expert_confirm"),
    path("expert/hide/", account.account_expert_hide, name="account_expert_hide"),
    path("experts/<int:pk>/write/", account.account_write_to_expert, name="account_write_to_expert"),
    path("experts/messages/", account.account_expert_messages, name="account_expert_messages"),
    path("experts/messages/<int:pk>/", account.account_expert_message, name="account_expert_message"),
    path("invitations/", invitations.account_invitations, name="account_invitations"),
    path("invitations/<int:pk>/", invitations.account_invitation, name="account_invitation"),
    path(
        "invitations/<int:pk>/<slug:decision>/",
        invitations.account_invitation_decide,
        name="account_invitation_decide",
    ),
]
