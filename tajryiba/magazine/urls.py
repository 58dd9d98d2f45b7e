from django.urls import include, path

from . import views

urlpatterns = [
    path("account/articles/", include("tajryiba.magazine.submission.urls")),
    path("magazine/", views.magazine, name="magazine"),
    path("news/", views.news_list, name="news_list"),
]
