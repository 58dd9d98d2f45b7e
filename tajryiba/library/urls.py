from django.urls import path

from .views import collections, files, fill, public

urlpatterns = [
    path("", public.material_list, name="material_list"),
    path("collections/", collections.collection_list, name="collection_list"),
    path("collections/<int:pk>/", collections.collection_detail, name="collection_short"),
    path("collections/<int:pk>-<slug:slug>/", collections.collection_detail, name="collection_detail"),
    path("<int:pk>/", public.material_detail, name="material_short"),
    path("<int:pk>-<slug:slug>/", public.material_detail, name="material_detail"),
    path("<int:pk>/fill/", fill.material_fill, name="material_fill"),
    path("<int:pk>/files/<int:item>/", files.material_download, name="material_download"),
    path("<int:pk>/pages/<int:page>.webp", files.material_preview, name="material_preview"),
]
