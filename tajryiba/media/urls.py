"""Files. Renditions by path, documents by number; nothing else of the media folders has an address."""

from django.urls import path

from . import views

urlpatterns = [
    path("media/documents/<int:document_id>/<str:document_filename>", views.serve_document, name="wagtaildocs_serve"),
    path("media/images/<str:name>", views.serve_rendition, name="media_rendition"),
    path("media/workspace/<int:image_id>/<slug:size>.webp", views.serve_workspace_picture, name="workspace_picture"),
    # Wagtail's admin reverses this name for collections closed by a password; ours opens those to staff only.
    path("media/closed/<int:restriction_id>/", views.closed, name="wagtaildocs_authenticate_with_password"),
]
