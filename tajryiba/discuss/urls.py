"""Public pages of threads."""

from django.urls import path

from .views import public

urlpatterns = [
    path("post/<int:pk>/", public.post_place, name="discuss_post"),
    path("<slug:name>/<int:pk>/", public.thread, name="discuss_thread"),
]
