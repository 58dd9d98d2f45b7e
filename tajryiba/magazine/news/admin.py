"""The facts of news in the Wagtail admin; from there each language's page is written."""

import uuid

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID
from tajryiba.core.languages import LANGUAGES
from tajryiba.core.snippets import EditorsChooserViewSet

from .. import states
from ..domain import write_page
from ..models import News, NewsPage
from .domain import facts_saved

WRITE = "news_write"


class LanguagesPanel(Panel):
    """The page of each language: its state, the way to edit it, or the button that begins it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "magazine/news/admin/_languages.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            rows = states.language_rows(self.instance, WRITE)
            return {**super().get_context_data(parent_context), "rows": rows}


def languages(news: News) -> str:
    """«ky live · ru draft · en none»."""
    return " · ".join(f"{row['lang']} {row['state']}" for row in states.language_rows(news, WRITE))


class NewsCreateView(CreateView):
    def save_instance(self):
        self.form.instance.key = uuid.uuid4()
        news = super().save_instance()
        facts_saved(news, actor=self.request.user, created=True)
        return news

    def get_success_url(self):
        return self.get_edit_url()  # the pages are written from there


class NewsEditView(EditView):
    def save_instance(self):
        news = super().save_instance()
        facts_saved(news, actor=self.request.user, created=False)
        return news


class NewsFilterSet(WagtailFilterSet):
    without = django_filters.ChoiceFilter(label=_("Not live in"), choices=settings.LANGUAGES, method="not_live_in")

    class Meta:
        model = News
        fields = ["kind", "topics", "without"]

    def not_live_in(self, rows, name, value):
        live = NewsPage.objects.filter(live=True, locale__language_code=value)
        return rows.exclude(pk__in=live.values("news"))


class NewsViewSet(SnippetViewSet):
    model = News
    icon = "doc-full"
    menu_label = _("News")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = NewsCreateView
    edit_view_class = NewsEditView
    copy_view_enabled = False
    filterset_class = NewsFilterSet
    search_fields = ["working_title", "source_title", "pages__title"]
    list_per_page = 50
    list_display = [
        "working_title",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("languages", label=_("Languages"), accessor=languages),
        DateColumn("deadline", label=_("Open until"), sort_key="deadline"),
        DateColumn("first_published_at", label=_("Came out"), sort_key="first_published_at"),
    ]
    edit_handler = ObjectList(
        [
            LanguagesPanel(heading=_("Texts")),
            FieldPanel("working_title"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("happens_on"), FieldPanel("deadline")]),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldPanel("units"),
            FieldPanel("organisation"),
            MultiFieldPanel([FieldPanel("source_title"), FieldPanel("source_url")], heading=_("Where it comes from")),
        ]
    )

    def get_queryset(self, request):
        return News.objects.prefetch_related(states.prefetch(News)).order_by("-created_at", "-pk")


@require_POST
def write(request, pk: int, lang: str):
    """Begin the page of a language, or open the one that another editor began meanwhile."""
    if not request.user.has_perm("magazine.change_news"):
        raise PermissionDenied
    if lang not in LANGUAGES:
        raise Http404
    news = get_object_or_404(News, pk=min(pk, MAX_ID))
    try:
        page = write_page(news, lang=lang, title=news.working_title, actor=request.user)
    except DomainError:
        page = news.pages.get(locale__language_code=lang)
    return redirect("wagtailadmin_pages:edit", page.pk)


def urls():
    return [path("news/<int:pk>/write/<str:lang>/", write, name=WRITE)]
