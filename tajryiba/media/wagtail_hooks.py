"""Wagtail's admin, a little tighter: no address that makes pictures of any size on demand (pages ask for their own
renditions), and an API that lists only what the person may choose or edit."""

from django.urls import path
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

from .views import not_found


@hooks.register("register_admin_urls", order=-1)
def closed_image_addresses():
    return [
        path("images/<int:image_id>/generate_url/", not_found),
        path("images/<int:image_id>/generate_url/output/", not_found),
        path("images/<int:image_id>/preview/<str:filter_spec>/", not_found),
    ]


class OwnCollectionsMixin:
    """Wagtail's own viewsets leave out collections with view restrictions, but ask for no permission."""

    def get_queryset(self):
        allowed = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, ["choose", "change"]
        )
        return super().get_queryset().filter(pk__in=allowed.values("pk"))


class OwnImagesViewSet(OwnCollectionsMixin, ImagesAdminAPIViewSet):
    pass


class OwnDocumentsViewSet(OwnCollectionsMixin, DocumentsAdminAPIViewSet):
    pass


@hooks.register("construct_admin_api", order=1000)
def tighten_admin_api(router):
    router.register_endpoint("images", OwnImagesViewSet)
    router.register_endpoint("documents", OwnDocumentsViewSet)
