"""Collections in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from tajryiba.audit.domain import record
from tajryiba.core.snippets import EditorsChooserViewSet, in_languages

from ..models import Collection


class Recorded:
    """A saved collection is an event."""

    def save_instance(self):
        collection = super().save_instance()
        record("library.collection_saved", actor=self.request.user, obj=collection, public=collection.is_public)
        return collection


class CollectionCreateView(Recorded, CreateView):
    pass


class CollectionEditView(Recorded, EditView):
    pass


class CollectionViewSet(SnippetViewSet):
    model = Collection
    icon = "list-ol"
    menu_label = _("Collections")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = CollectionCreateView
    edit_view_class = CollectionEditView
    copy_view_enabled = False
    list_display = ["title", BooleanColumn("is_public", label=_("On the site"), sort_key="is_public"), "order"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            in_languages("title"),
            in_languages("summary"),
            FieldRowPanel([FieldPanel("is_public"), FieldPanel("order")]),
            InlinePanel(
                "items",
                [FieldRowPanel([FieldPanel("material"), FieldPanel("address")]), in_languages("note")],
                heading=_("What to read, in this order"),
                label=_("Material or page"),
            ),
        ]
    )
