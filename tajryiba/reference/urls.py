from django.urls import path

from . import views

urlpatterns = [
    path("topics/", views.topic_list, name="topic_list"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("municipalities/", views.unit_list, name="unit_list"),
    path("municipalities/<int:pk>/", views.unit_detail, name="unit_short"),
    path("municipalities/<int:pk>-<str:slug>/", views.unit_detail, name="unit_detail"),
]
