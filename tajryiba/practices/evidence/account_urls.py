"""Under /{language}/account/."""

from django.urls import path

from . import views

urlpatterns = [path("rechecks/<int:pk>/", views.account_recheck, name="account_recheck")]
