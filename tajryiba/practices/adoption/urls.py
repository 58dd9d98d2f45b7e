"""Under /{language}/practices/."""

from django.urls import path

from .views import lists, public

urlpatterns = [
    path("<int:pk>/adopt/", lists.practice_adopt, name="practice_adopt"),
    path("<int:pk>/follow/", lists.practice_follow, name="practice_follow"),
    path("adoptions/<int:pk>/", public.adoption_public, name="adoption_public"),
    path("spreading/", public.spreading, name="spreading"),
    path("spreading.csv", public.spreading_csv, name="spreading_csv"),
]
