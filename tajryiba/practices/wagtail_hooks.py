"""Editing of practices in the Wagtail admin: facts, and the three texts."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, DateColumn, UpdatedAtColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from tajryiba.core.languages import LANGUAGES
from tajryiba.core.snippets import EditorsChooserViewSet, NothingIsDeleted, in_languages
from tajryiba.legal.panels import LegalBasisPanel

from .adoption.admin import DraftTemplateViewSet
from .domain import facts_changed
from .enums import Translation
from .evidence import admin as evidence
from .evidence.domain import follow_checks
from .forms import TextForm
from .models import Practice, PracticeText, Recheck
from .panels import TextsPanel


class PracticeCreateView(CreateView):
    def save_instance(self):
        practice = super().save_instance()
        facts_changed(practice, actor=self.request.user)
        return practice

    def get_success_url(self):
        return self.get_edit_url()  # the texts are written from there


class PracticeEditView(EditView):
    def save_instance(self):
        practice = super().save_instance()
        follow_checks(practice)
        facts_changed(practice, actor=self.request.user)
        return practice


class PracticeFilterSet(WagtailFilterSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["is_public"].label = _("On the site")

    class Meta:
        model = Practice
        fields = ["origin", "main_topic", "evidence_level", "is_public"]


class PracticeViewSet(SnippetViewSet):
    model = Practice
    icon = "form"
    menu_label = _("Practices")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = PracticeCreateView
    edit_view_class = PracticeEditView
    copy_view_enabled = False
    list_display = [
        "working_title",
        "main_topic",
        BooleanColumn("is_public", label=_("On the site"), sort_key="is_public"),
        "original_language",
        DateColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
    ]
    filterset_class = PracticeFilterSet
    search_fields = ["working_title", "texts__title"]
    list_per_page = 50
    inspect_view_enabled = True

    facts = [
        TextsPanel(heading=_("Texts")),
        FieldPanel("working_title"),
        FieldRowPanel([FieldPanel("original_language"), FieldPanel("origin"), FieldPanel("country")]),
        MultiFieldPanel(
            [
                FieldPanel("main_topic", widget=forms.Select),
                FieldPanel("other_topics", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Topics"),
        ),
        MultipleChooserPanel("places", chooser_field_name="unit", heading=_("Municipalities"), label=_("Municipality")),
        MultiFieldPanel([in_languages("place"), FieldPanel("organisation")], heading=_("Place")),
        FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to"), FieldPanel("year_inferred")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("cost_som"), FieldPanel("duration_months"), FieldPanel("population_served")]),
                in_languages("cost_note"),
            ],
            heading=_("Cost and scale"),
        ),
        MultiFieldPanel([FieldPanel("participation"), FieldPanel("budget")], heading=_("Mechanisms")),
        evidence.EvidencePanel(heading=_("Evidence")),
        LegalBasisPanel(heading=_("Legal basis")),
        FieldPanel("completeness"),
        FieldPanel("contact"),
    ]
    story = [
        InlinePanel("steps", [FieldPanel("when"), in_languages("name")], heading=_("Steps")),
        InlinePanel(
            "results",
            [in_languages("name"), FieldRowPanel([FieldPanel("before"), FieldPanel("after")]), in_languages("unit")],
            heading=_("Results in figures"),
        ),
        InlinePanel("participants", [in_languages("name")], heading=_("Who took part")),
        InlinePanel(
            "funding",
            [FieldPanel("kind"), in_languages("name"), FieldPanel("amount_som")],
            heading=_("Sources of money"),
        ),
    ]
    files = [
        InlinePanel("sources", [FieldPanel("url"), FieldPanel("title")], heading=_("Sources")),
        InlinePanel("documents", [FieldPanel("document"), in_languages("name")], heading=_("Documents")),
        InlinePanel("images", [FieldPanel("image"), in_languages("name")], heading=_("Photos")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(facts, heading=_("Facts")),
            ObjectList(story, heading=_("Steps and results")),
            ObjectList(files, heading=_("Sources and files")),
        ]
    )


class TextCreateView(CreateView):
    """Comes from the practice's page with `?practice=ID&lang=ky`."""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or PracticeText()
        if (practice := self.request.GET.get("practice", "")).isdecimal():
            instance.practice = get_object_or_404(Practice, pk=practice)
        if (lang := self.request.GET.get("lang")) in LANGUAGES:
            instance.lang = lang
        if instance.practice_id and instance.lang == instance.practice.original_language:
            instance.title = instance.practice.working_title
            instance.translation = Translation.ORIGINAL
        return instance


class PracticeTextViewSet(SnippetViewSet):
    model = PracticeText
    icon = "doc-full"
    menu_label = _("Texts of practices")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = TextCreateView
    copy_view_enabled = False
    list_display = [
        "title",
        "lang",
        "translation",
        BooleanColumn("live", label=_("On the site"), sort_key="live"),
        UpdatedAtColumn(label=_("Changed")),
    ]
    list_filter = ["lang", "translation", "live", "summary_only"]
    search_fields = ["title", "summary"]
    list_per_page = 50

    edit_handler = ObjectList(
        [
            FieldPanel("practice"),
            FieldRowPanel([FieldPanel("lang"), FieldPanel("translation")]),
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("summary_only"),
            FieldPanel("problem"),
            FieldPanel("solution"),
            FieldPanel("results_note"),
            FieldPanel("failed"),
            FieldPanel("lessons"),
            FieldPanel("sustainability"),
            FieldPanel("minor_edit"),
        ],
        base_form_class=TextForm,
    )


class TemplateViewSet(DraftTemplateViewSet):
    chooser_viewset_class = EditorsChooserViewSet


class RecheckViewSet(evidence.RecheckViewSet):
    chooser_viewset_class = EditorsChooserViewSet


class PracticesGroup(SnippetViewSetGroup):
    items = (PracticeViewSet, PracticeTextViewSet, TemplateViewSet, RecheckViewSet)
    menu_icon = "form"
    menu_label = _("Practices")
    menu_order = 100


for model in (Practice, PracticeText):
    register_permission_policy(model, NothingIsDeleted(model))
register_permission_policy(Recheck, evidence.ReadOnlyPolicy(Recheck))
register_snippet(PracticesGroup)
hooks.register("register_admin_urls", evidence.urls)

from .leads import admin as leads_admin  # noqa: E402, F401  (registers its pages)
from .submission import admin as submission_admin  # noqa: E402, F401
