"""Outside of the language prefix: /feeds/ky/news.rss"""

from django.urls import path

from . import converters, views

__all__ = ["converters", "urlpatterns"]

urlpatterns = [
    path("<language:lang>/news.<feed:form>", views.feed_news, name="feed_news"),
    path("<language:lang>/magazine.<feed:form>", views.feed_magazine, name="feed_magazine"),
    path("<language:lang>/rubric/<slug:slug>.<feed:form>", views.feed_rubric, name="feed_rubric"),
    path("<language:lang>/topic/<slug:slug>.<feed:form>", views.feed_topic, name="feed_topic"),
    path("<language:lang>/podcast.rss", views.feed_podcast, name="feed_podcast"),
]
