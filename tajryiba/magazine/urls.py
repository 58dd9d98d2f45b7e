from django.urls import include, path

from .news import views as news

urlpatterns = [
    path("", include("tajryiba.magazine.archive.urls")),
    path("", include("tajryiba.magazine.issues.urls")),
    path("news/", news.news_list, name="news_list"),
    path("news/open/<int:pk>/", news.news_short, name="news_short"),
    path("account/articles/", include("tajryiba.magazine.submission.urls")),
    path("", include("tajryiba.magazine.typesetting.urls")),
]
