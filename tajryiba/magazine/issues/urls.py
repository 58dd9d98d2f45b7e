from django.urls import path

from . import views

urlpatterns = [
    path("magazine/", views.magazine, name="magazine"),
    path("magazine/to/issue/<int:pk>/", views.issue_anyway, name="issue_anyway"),
    path("magazine/to/article/<int:pk>/", views.article_anyway, name="article_anyway"),
]
