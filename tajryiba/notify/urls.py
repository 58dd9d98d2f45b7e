"""Under /{language}/account/."""

from django.urls import path

from . import views

urlpatterns = [
    path("notices/", views.account_notices, name="account_notices"),
    path("notices/read/", views.account_notices_read, name="account_notices_read"),
    path("notices/letters/", views.account_letters, name="account_letters"),
    path("notices/<int:pk>/", views.account_notice, name="account_notice"),
]
