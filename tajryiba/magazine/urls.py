from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("tajryiba.magazine.typesetting.urls")),
    path("magazine/", views.magazine, name="magazine"),
    path("news/", views.news_list, name="news_list"),
]
