from django.urls import path

from . import views

urlpatterns = [path("compare/", views.practice_compare, name="practice_compare")]
