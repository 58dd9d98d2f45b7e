"""Facts of articles and rubrics in the Wagtail admin; the words of an article are its pages, one a language."""

import uuid

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
)
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID
from tajryiba.core.languages import LANGUAGES
from tajryiba.core.snippets import EditorsChooserViewSet, in_languages
from tajryiba.legal.panels import LegalBasisPanel

from ..domain import write_page
from ..models import Article, ArticlePage, Issue, Rubric
from .domain import facts_saved
from .states import LanguageState, in_state, languages_of, with_pages
from .wording import issue_words

SHOWN_STATES = (LanguageState.NONE, LanguageState.DRAFT, LanguageState.LIVE)


class LanguagesPanel(Panel):
    """The state of each language, and the way to write or edit its text."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "magazine/admin/_languages_panel.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "rows": languages_of(self.instance)}


class Saved:
    """What a saved form of facts brings about; a new article goes on to its own page, where texts are written."""

    is_new = False

    def save_instance(self):
        article = super().save_instance()
        facts_saved(article, created=self.is_new, actor=self.request.user)
        return article


class ArticleCreateView(Saved, CreateView):
    is_new = True

    def get_initial_form_instance(self):
        return Article(key=uuid.uuid4())

    def get_success_url(self):
        return self.get_edit_url()


class ArticleEditView(Saved, EditView):
    pass


class ArticleFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Texts"), method="by_language")
    issue = django_filters.ModelChoiceFilter(label=_("Issue"), queryset=Issue.objects.newest())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["language"].extra["choices"] = [
            (f"{code}-{state.value}", f"{name}: {state.label}")
            for code, name in settings.LANGUAGES
            for state in SHOWN_STATES
        ]

    def by_language(self, rows, name, value):
        code, _dash, state = value.partition("-")
        return in_state(rows, code, state)

    class Meta:
        model = Article
        fields = ["kind", "rubric", "issue"]


def languages_column(article: Article) -> str:
    """«ky: on the site · ru: draft · en: no text»."""
    rows = ((row.code, row.state.label) for row in languages_of(article))
    return format_html_join(" · ", "<b>{}</b>: {}", rows)


class ArticleViewSet(SnippetViewSet):
    model = Article
    icon = "doc-full"
    menu_label = _("Articles")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = ArticleCreateView
    edit_view_class = ArticleEditView
    copy_view_enabled = False
    list_display = [
        "working_title",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("issue", label=_("Issue"), accessor=lambda row: issue_words(row.issue) if row.issue else ""),
        "rubric",
        Column("languages", label=_("Texts"), accessor=languages_column),
        DateColumn("first_published_at", label=_("Published"), sort_key="first_published_at"),
    ]
    filterset_class = ArticleFilterSet
    search_fields = ["working_title", "pages__title"]
    ordering = ["-pk"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            LanguagesPanel(heading=_("Texts")),
            FieldPanel("working_title"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("issue"), FieldPanel("rubric")]),
            InlinePanel(
                "authors",
                [in_languages("name"), in_languages("role"), FieldPanel("expert")],
                heading=_("Authors"),
                label=_("Author"),
            ),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            MultipleChooserPanel(
                "places", chooser_field_name="unit", heading=_("Municipalities"), label=_("Municipality")
            ),
            MultipleChooserPanel(
                "told", chooser_field_name="practice", heading=_("Practices it tells of"), label=_("Practice")
            ),
            MultiFieldPanel([LegalBasisPanel()], heading=_("Legal basis")),
        ]
    )

    def get_queryset(self, request):
        return with_pages(Article.objects.select_related("issue", "rubric"))


class RubricViewSet(SnippetViewSet):
    model = Rubric
    icon = "tag"
    menu_label = _("Rubrics")
    chooser_viewset_class = EditorsChooserViewSet
    copy_view_enabled = False
    list_display = ["name", "slug", "order", "is_retired"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            in_languages("name"),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
            FieldPanel("is_retired"),
        ]
    )


# --- Writing the text of a language ---


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=255)


class WriteView(WagtailAdminTemplateMixin, FormView):
    """The title of the text in one language; then Wagtail's own editor. Where there is a text, straight there."""

    template_name = "people/admin_verb.html"
    header_icon = "edit"
    form_class = TitleForm

    def dispatch(self, request, *args, pk: int, lang: str, **kwargs):
        if not request.user.has_perm("magazine.change_article"):
            raise PermissionDenied
        if lang not in LANGUAGES:
            raise Http404
        self.article = get_object_or_404(Article, pk=min(pk, MAX_ID))
        self.lang = lang
        page = ArticlePage.objects.filter(article=self.article, locale__language_code=lang).first()
        return redirect(edit_url(page)) if page else super().dispatch(request)

    def get_page_title(self):
        return _("Write in %(language)s") % {"language": dict(settings.LANGUAGES)[self.lang]}

    def get_page_subtitle(self):
        return str(self.article)

    def get_breadcrumbs_items(self):
        up = {"url": reverse("wagtailsnippets_magazine_article:list"), "label": _("Articles")}
        facts = {"url": reverse("wagtailsnippets_magazine_article:edit", args=[self.article.pk])}
        return [
            *self.breadcrumbs_items,
            up,
            facts | {"label": str(self.article)},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self):
        return {"title": self.article.working_title}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "submit_label": _("Begin the draft")}

    def form_valid(self, form):
        try:
            page = write_page(self.article, lang=self.lang, title=form.cleaned_data["title"], actor=self.request.user)
        except DomainError as refusal:  # somebody else was quicker
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, _("The draft is there. Write, then send it to review."))
        return redirect(edit_url(page))


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def urls() -> list:
    return [path("magazine/articles/<int:pk>/write/<slug:lang>/", WriteView.as_view(), name="article_write")]
