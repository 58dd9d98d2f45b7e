from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.practice_list, name="practice_list"),
    path("", include("tajryiba.practices.fit.urls")),
    path("", include("tajryiba.practices.compare.urls")),
    path("<int:pk>/", views.practice_detail, name="practice_short"),
    path("<int:pk>-<slug:slug>/", views.practice_detail, name="practice_detail"),
    path("", include("tajryiba.practices.adoption.urls")),
]
