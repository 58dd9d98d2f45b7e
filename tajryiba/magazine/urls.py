from django.urls import path

from . import views

urlpatterns = [
    path("magazine/", views.magazine, name="magazine"),
    path("news/", views.news_list, name="news_list"),
]
