"""Public pages under /experts/."""

from django.urls import path

from .views import invitations, public

urlpatterns = [
    path("", public.expert_list, name="expert_list"),
    path("comments/<int:pk>/", public.comment_place, name="expert_comment"),
    path("comments/reply/", invitations.comment_by_letter, name="comment_by_letter"),
    path("<int:pk>/", public.expert_detail, name="expert_short"),
    path("<int:pk>-<slug:slug>/", public.expert_detail, name="expert_detail"),
]
