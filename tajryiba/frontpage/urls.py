from django.urls import path

from . import views
from .searching import views as searching

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", searching.search, name="search"),
    path("search/live/", searching.search_live, name="search_live"),
    path("search/opened/", searching.search_opened, name="search_opened"),
]
