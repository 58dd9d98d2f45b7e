"""Under /{language}/laws/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.law_list, name="law_list"),
    path("changes/", views.law_changes, name="law_changes_now"),
    path("changes/<int:year>-<int:month>/", views.law_changes, name="law_changes"),
    path("<int:pk>/", views.law_detail, name="law_short"),
    path("<int:pk>/editions/<int:edition_pk>/", views.law_edition, name="law_edition"),
    path("<int:pk>/compare/", views.law_compare, name="law_compare"),
    path("<int:pk>/parallel/", views.law_parallel, name="law_parallel"),
    path("<int:pk>-<slug:slug>/", views.law_detail, name="law_detail"),
]
