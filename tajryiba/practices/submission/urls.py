"""Everything under /{language}/account/submissions/."""

from django.urls import path

from . import views, views_more

urlpatterns = [
    path("", views.submission_list, name="submission_list"),
    path("start/", views.submission_start, name="submission_start"),
    path("<int:pk>/", views.submission_form, name="submission_form"),
    path("<int:pk>/save/", views_more.submission_save, name="submission_save"),
    path("<int:pk>/check/", views.submission_check, name="submission_check"),
    path("<int:pk>/topic/", views.submission_topic, name="submission_topic"),
    path("<int:pk>/preview/", views_more.submission_preview, name="submission_preview"),
    path("<int:pk>/send/", views.submission_send, name="submission_send"),
    path("<int:pk>/status/", views.submission_status, name="submission_status"),
    path("<int:pk>/grow/", views.submission_grow, name="submission_grow"),
    path("<int:pk>/withdraw/", views.submission_withdraw, name="submission_withdraw"),
    path("<int:pk>/history/", views_more.submission_history, name="submission_history"),
    path("<int:pk>/files/", views_more.submission_file, name="submission_file"),
    path("<int:pk>/files/<int:file>/remove/", views_more.submission_file_remove, name="submission_file_remove"),
]
