"""Materials and their texts in the Wagtail admin."""

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, DateColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from tajryiba.core.languages import LANGUAGES
from tajryiba.core.snippets import EditorsChooserViewSet, in_languages
from tajryiba.legal.panels import LegalBasisPanel

from ..domain import facts_changed
from ..models import Material, MaterialText


class TextsPanel(Panel):
    """The three texts of the material, their state, and the way to write the missing one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library/admin/_texts_panel.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            texts = {text.lang: text for text in self.instance.texts.all()}
            context["rows"] = [self._row(code, name, texts.get(code)) for code, name in settings.LANGUAGES]
            return context

        def _row(self, code: str, name: str, text) -> dict:
            namespace = "wagtailsnippets_library_materialtext"
            if text is None:
                url = reverse(f"{namespace}:add") + f"?material={self.instance.pk}&lang={code}"
            else:
                url = reverse(f"{namespace}:edit", args=[text.pk])
            return {"name": name, "text": text, "url": url}


class MaterialCreateView(CreateView):
    def save_instance(self):
        material = super().save_instance()
        facts_changed(material, actor=self.request.user)
        return material

    def get_success_url(self):
        return self.get_edit_url()  # the texts are written from there


class MaterialEditView(EditView):
    def save_instance(self):
        material = super().save_instance()
        facts_changed(material, actor=self.request.user)
        return material


class MaterialFilterSet(WagtailFilterSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["is_public"].label = _("On the site")

    class Meta:
        model = Material
        fields = ["kind", "origin", "topics", "is_public"]


class MaterialViewSet(SnippetViewSet):
    model = Material
    icon = "doc-full"
    menu_label = _("Materials")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = MaterialCreateView
    edit_view_class = MaterialEditView
    copy_view_enabled = False
    list_display = [
        "working_title",
        "kind",
        "origin",
        BooleanColumn("is_public", label=_("On the site"), sort_key="is_public"),
        "downloads",
        DateColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
    ]
    filterset_class = MaterialFilterSet
    search_fields = ["working_title", "texts__title"]
    list_per_page = 50
    inspect_view_enabled = True
    edit_handler = ObjectList(
        [
            TextsPanel(heading=_("Texts")),
            FieldPanel("working_title"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("original_language"), FieldPanel("year")]),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            InlinePanel(
                "items",
                [
                    FieldRowPanel([FieldPanel("document"), FieldPanel("url")]),
                    in_languages("name"),
                    FieldPanel("languages"),
                ],
                heading=_("Files and links"),
                label=_("File or link"),
            ),
            MultiFieldPanel(
                [FieldPanel("origin"), in_languages("author"), FieldPanel("source_url"), FieldPanel("licence")],
                heading=_("Where it comes from"),
            ),
            FieldRowPanel([FieldPanel("level"), FieldPanel("audiences")]),
            LegalBasisPanel(heading=_("Legal basis")),
            FieldRowPanel([FieldPanel("owner"), FieldPanel("review_on")]),
        ]
    )


class TextForm(WagtailAdminModelForm):
    """A written text stays with its material and in its language: moved away, it would leave a page empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("material", "lang"):
                self.fields[name].disabled = True


class TextCreateView(CreateView):
    """Comes from the material's page with `?material=ID&lang=ky`."""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or MaterialText()
        if (material := self.request.GET.get("material", "")).isdecimal():
            instance.material = get_object_or_404(Material, pk=material)
        if (lang := self.request.GET.get("lang")) in LANGUAGES:
            instance.lang = lang
        if instance.material_id and instance.lang == instance.material.original_language:
            instance.title = instance.material.working_title[:160]
        return instance


class MaterialTextViewSet(SnippetViewSet):
    model = MaterialText
    icon = "edit"
    menu_label = _("Texts of materials")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = TextCreateView
    copy_view_enabled = False
    list_display = [
        "title",
        "lang",
        BooleanColumn("live", label=_("On the site"), sort_key="live"),
        UpdatedAtColumn(label=_("Changed")),
    ]
    list_filter = ["lang", "live"]
    search_fields = ["title", "summary"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("material"), FieldPanel("lang")]),
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("about"),
            FieldPanel("minor_edit"),
        ],
        base_form_class=TextForm,
    )
