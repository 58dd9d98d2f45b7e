from django.urls import path

from . import views
from .news import views as news

urlpatterns = [
    path("magazine/", views.magazine, name="magazine"),
    path("news/", news.news_list, name="news_list"),
    path("news/open/<int:pk>/", news.news_short, name="news_short"),
]
