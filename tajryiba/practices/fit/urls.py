from django.urls import path

from . import views

urlpatterns = [path("<int:pk>/fit/", views.practice_fit, name="practice_fit")]
