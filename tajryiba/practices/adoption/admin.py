"""Templates of draft decisions in the Wagtail admin: download the one in force, edit it in Word, upload it."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from tajryiba.core.documents.docx import docx_response
from tajryiba.core.errors import DomainError
from tajryiba.media.docx_templates import checked_template

from .drafting.facts import sample_facts
from .drafting.make import template_in_force
from .enums import DraftKind, DraftLanguage
from .models import DraftTemplate


class TemplatePolicy(ModelPermissionPolicy):
    """A template that was in use stays: a new one takes its place."""

    def user_has_permission(self, user, action):
        return action not in ("delete", "change") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class DraftTemplateForm(WagtailAdminModelForm):
    """A file is kept only if it can be filled: broken marks and unknown names are told at once."""

    file = forms.FileField(
        label=_("DOCX file"), help_text=_("Download the present one from the list, change it, and upload it here.")
    )

    def clean(self):
        cleaned = super().clean()
        if (upload := cleaned.get("file")) and cleaned.get("lang"):
            try:
                cleaned["file"] = checked_template(upload, sample_facts(cleaned["lang"]))
            except DomainError as refusal:
                raise ValidationError({"file": ValidationError(refusal.message, code=refusal.code)}) from refusal
        return cleaned


class TemplateIndexView(IndexView):
    @property
    def header_buttons(self):
        """Each template in force, to be downloaded."""
        buttons = [
            HeaderButton(f"{kind.label}, {lang.label}", url=_address(kind, lang), icon_name="download")
            for kind in DraftKind
            for lang in DraftLanguage
        ]
        return [*super().header_buttons, *buttons]


def _address(kind: str, lang: str) -> str:
    return reverse("wagtailsnippets_practices_drafttemplate:in_force", args=[kind, lang])


def in_force(request, kind: str, lang: str):
    """The template as it is filled now, with its {{ names }}."""
    if not request.user.has_perm("practices.add_drafttemplate"):
        return permission_denied(request)
    if kind not in DraftKind.values or lang not in DraftLanguage.values:
        raise Http404
    return docx_response(template_in_force(kind, lang), f"template-{kind}-{lang}")


class DraftTemplateViewSet(SnippetViewSet):
    model = DraftTemplate
    icon = "doc-full-inverse"
    menu_label = _("Templates of decisions")
    index_view_class = TemplateIndexView
    copy_view_enabled = False
    list_display = ["kind", "lang", "note", "added_at"]
    list_filter = ["kind", "lang"]
    edit_handler = ObjectList(
        [FieldRowPanel([FieldPanel("kind"), FieldPanel("lang")]), FieldPanel("file"), FieldPanel("note")],
        base_form_class=DraftTemplateForm,
    )

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("in-force/<slug:kind>/<slug:lang>/", in_force, name="in_force")]


register_permission_policy(DraftTemplate, TemplatePolicy(DraftTemplate))
