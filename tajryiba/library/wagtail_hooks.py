"""The library in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from tajryiba.core.snippets import NothingIsDeleted

from .admin import queues
from .admin.collections import CollectionViewSet
from .admin.materials import MaterialTextViewSet, MaterialViewSet
from .admin.samples import SampleViewSet
from .models import Collection, Material, MaterialText, Sample


class LibraryGroup(SnippetViewSetGroup):
    items = (MaterialViewSet, MaterialTextViewSet, SampleViewSet, CollectionViewSet)
    menu_icon = "folder-open-inverse"
    menu_label = _("Library")
    menu_order = 110


for model in (Material, MaterialText, Sample, Collection):
    register_permission_policy(model, NothingIsDeleted(model))
register_snippet(LibraryGroup)
hooks.register("register_admin_urls", queues.urls)
hooks.register("register_admin_viewset", queues.ReviewViewSet)
hooks.register("register_admin_viewset", queues.LinkViewSet)
