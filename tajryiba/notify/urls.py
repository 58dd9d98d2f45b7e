"""Under /{language}/account/."""

from django.urls import path

from . import views, views_follow

urlpatterns = [
    path("notices/", views.account_notices, name="account_notices"),
    path("notices/read/", views.account_notices_read, name="account_notices_read"),
    path("notices/letters/", views.account_letters, name="account_letters"),
    path("notices/<int:pk>/", views.account_notice, name="account_notice"),
    path("follows/", views_follow.account_follows, name="account_follows"),
    path("follows/search/", views_follow.account_follow_search, name="account_follow_search"),
    path("follows/<slug:name>/<int:pk>/", views_follow.account_follow, name="account_follow"),
]
