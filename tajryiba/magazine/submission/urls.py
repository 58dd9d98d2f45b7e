"""Everything under /{language}/account/articles/."""

from django.urls import path

from . import views, views_more

urlpatterns = [
    path("", views.article_list, name="account_articles"),
    path("start/", views.article_start, name="account_article_start"),
    path("<int:pk>/", views.article, name="account_article"),
    path("<int:pk>/save/", views_more.article_save, name="account_article_save"),
    path("<int:pk>/send/", views.article_send, name="account_article_send"),
    path("<int:pk>/practices/", views_more.article_practices, name="account_article_practices"),
    path("<int:pk>/picture/", views_more.article_picture, name="account_article_picture"),
    path("<int:pk>/earlier/", views_more.article_earlier, name="account_article_earlier"),
    path("<int:pk>/withdraw/", views_more.article_withdraw, name="account_article_withdraw"),
]
