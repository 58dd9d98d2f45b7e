from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("tajryiba.magazine.issues.urls")),
    path("news/", views.news_list, name="news_list"),
]
