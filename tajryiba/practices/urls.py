from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.practice_list, name="practice_list"),
    path("<int:pk>/", views.practice_detail, name="practice_short"),
    path("<int:pk>-<slug:slug>/", views.practice_detail, name="practice_detail"),
    path("", include("tajryiba.practices.adoption.urls")),
]
