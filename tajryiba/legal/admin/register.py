"""The register of acts as snippets: facts; texts and changes are on the act's own page (work.py)."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from tajryiba.audit.domain import record
from tajryiba.core.languages import LANGUAGES

from .. import domain
from ..models import Act


class NothingIsDeleted(ModelPermissionPolicy):
    """An act becomes void, it is never deleted: what rests on it must stay readable."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, [action for action in actions if action != "delete"])

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


def in_languages(name: str, **kwargs) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(f"{name}_{code}", **kwargs) for code in LANGUAGES])


class WorkPanel(Panel):
    """The way to the act's texts, relations and changes."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "legal/admin/_work_panel.html"

        def is_shown(self):
            return self.instance.pk is not None


class ActCreateView(CreateView):
    def save_instance(self):
        act = super().save_instance()
        record("legal.act_created", actor=self.request.user, obj=act)
        return act

    def get_success_url(self):
        return reverse("acts:work", args=[self.object.pk])


class ActEditView(EditView):
    def save_instance(self):
        act = super().save_instance()
        domain.act_saved(act, actor=self.request.user)
        return act


class ActViewSet(SnippetViewSet):
    model = Act
    icon = "doc-full-inverse"
    menu_label = _("Laws")
    menu_order = 120
    add_to_admin_menu = True
    add_view_class = ActCreateView
    edit_view_class = ActEditView
    copy_view_enabled = False
    list_display = ["title", "kind", "number", "adopted", "status", BooleanColumn("is_public", label=_("On the site"))]
    list_filter = ["kind", "status", "body", "is_public"]
    search_fields = [*(f"title_{code}" for code in LANGUAGES), "number"]
    list_per_page = 50
    panels = [
        WorkPanel(heading=_("Texts and changes")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("adopted")]),
        MultiFieldPanel([FieldPanel("body"), in_languages("body_note")], heading=_("Adopted by")),
        MultiFieldPanel([in_languages("title"), FieldPanel("title_is_official")], heading=_("Title")),
        in_languages("summary"),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                in_languages("status_note"),
                FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("ended_on")]),
            ],
            heading=_("Status"),
        ),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("applies_to"),
        MultiFieldPanel(
            [FieldPanel("official_url"), FieldPanel("compared_on"), FieldPanel("source_url")],
            heading=_("Official text"),
        ),
        FieldPanel("note"),
    ]
    edit_handler = ObjectList(panels)
