from django.urls import re_path

from . import views

urlpatterns = [
    re_path(r"^magazine/(?P<slug>\d{4}-\d{2})/(?P<format>pdf|epub)/$", views.issue_print, name="issue_print"),
    re_path(r"^magazine/(?P<slug>[-\w]+)/(?P<format>pdf|epub)/$", views.article_print, name="article_print"),
]
