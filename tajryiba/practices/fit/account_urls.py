"""Under /{language}/account/."""

from django.urls import path

from . import views

urlpatterns = [path("municipality/", views.choose_municipality, name="account_municipality")]
