from django.urls import path

from . import views

urlpatterns = [path("magazine/archive/", views.magazine_archive, name="magazine_archive")]
