"""The registers in the Wagtail admin. A unit's name, dates, successors change by verbs, each on a page of its own."""

from django.db import transaction
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from . import admin_views
from .domain.topics import topic_changed, topic_removed
from .forms import UnitFactsForm
from .models import SpecialDay, Topic, Unit

VERBS = {
    "profile": (admin_views.ProfileView, _("Profile of the municipality"), "list-ul"),
    "rename": (admin_views.RenameView, _("Rename"), "edit"),
    "merge": (admin_views.MergeView, _("Merge others into it"), "folder-inverse"),
    "split": (admin_views.SplitView, _("Hand over to others"), "redirect"),
    "move": (admin_views.MoveView, _("Move"), "arrow-right"),
}


class UnitPolicy(ModelPermissionPolicy):
    """Nobody deletes a unit: it ends and has successors. New ones are made by the verb."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(set(actions) - {"add", "delete"})


class UnitIndexView(IndexView):
    is_searchable = True

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("oblast", "district")

    def search_queryset(self, queryset):
        """By our own folded text: «кок» finds «Көк», which the admin's search does not."""
        return queryset.matching(self.search_query) if self.search_query else queryset

    @property
    def header_buttons(self):
        if not self.request.user.has_perm("reference.keep_register"):
            return []
        return [HeaderButton(_("New unit"), url=reverse("wagtailsnippets_reference_unit:new"), icon_name="plus")]


class UnitEditView(EditView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.valid_to is None and self.request.user.has_perm("reference.keep_register", self.object):
            for order, (name, (_view, label, icon)) in enumerate(VERBS.items(), start=1):
                url = reverse(f"wagtailsnippets_reference_unit:{name}", args=[self.object.pk])
                buttons.append(Button(label, url=url, icon_name=icon, priority=order))
        return buttons


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "site"
    menu_label = _("Administrative units")
    index_view_class = UnitIndexView
    edit_view_class = UnitEditView
    copy_view_enabled = False
    list_display = ["name", "kind", "district", "oblast", "valid_to"]
    list_filter = ["kind", "name_status", "register_pre_reform"]
    list_per_page = 50
    ordering = ["sort_ru", "pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("name_status"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]), FieldPanel("coordinates_of")],
                heading=_("Coordinates"),
            ),
            MultiFieldPanel(
                [FieldPanel("population"), FieldPanel("population_source"), FieldPanel("population_year")],
                heading=_("Population"),
            ),
        ],
        base_form_class=UnitFactsForm,
    )

    def get_urlpatterns(self):
        verbs = [path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, (view, *_rest) in VERBS.items()]
        return [path("new/", admin_views.NewUnitView.as_view(), name="new"), *verbs, *super().get_urlpatterns()]


def _in_languages(*fields):
    return [
        MultiFieldPanel([FieldPanel(f"{field}_{code}") for field in fields], heading=heading)
        for code, heading in (("ky", _("Kyrgyz")), ("ru", _("Russian")), ("en", _("English")))
    ]


class FoundAnew:
    """What was saved is found by its new words."""

    def save_instance(self):
        topic = super().save_instance()
        topic_changed(topic, actor=self.request.user)
        return topic


class TopicCreateView(FoundAnew, CreateView):
    pass


class TopicEditView(FoundAnew, EditView):
    pass


class TopicDeleteView(DeleteView):
    def form_valid(self, form):
        """One transaction: a topic that cannot be removed stays findable."""
        with transaction.atomic():
            topic_removed(self.object, actor=self.request.user)
            return super().form_valid(form)


class TopicViewSet(SnippetViewSet):
    model = Topic
    add_view_class = TopicCreateView
    edit_view_class = TopicEditView
    delete_view_class = TopicDeleteView
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "slug", "order"]
    ordering = ["order", "pk"]
    panels = [
        FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
        *_in_languages("name", "description"),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("illustration")]),
        InlinePanel(
            "subthemes",
            panels=[FieldPanel("order"), FieldPanel("name_ky"), FieldPanel("name_ru"), FieldPanel("name_en")],
            label=_("Subtheme"),
        ),
    ]


class SpecialDayViewSet(SnippetViewSet):
    model = SpecialDay
    icon = "calendar-alt"
    menu_label = _("Working calendar")
    list_display = ["date", "is_working", "name"]
    list_filter = ["is_working"]
    ordering = ["-date"]
    panels = [FieldPanel("date"), FieldPanel("is_working"), *_in_languages("name"), FieldPanel("source")]


class RegistersGroup(SnippetViewSetGroup):
    menu_label = _("Registers")
    menu_icon = "list-ul"
    menu_order = 300
    items = (UnitViewSet, TopicViewSet, SpecialDayViewSet)


register_permission_policy(Unit, UnitPolicy(Unit))
register_snippet(RegistersGroup)
