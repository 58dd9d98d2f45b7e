"""Feeds of others in the Wagtail admin, and the queue of what they brought."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from tajryiba.core.errors import DomainError
from tajryiba.core.http import MAX_ID
from tajryiba.core.snippets import EditorsChooserViewSet

from ..models import Feed, FeedEntry
from . import domain, queries

MEMBER = "magazine.work_intake"
ON_ONE = 30


# --- Feeds ---


def polling(feed: Feed) -> str:
    """Whether it is asked, in words; paused by itself is told apart from turned off."""
    if feed.is_active:
        return _("polled") if feed.polled_at else _("polled soon")
    return _("paused after %(count)s failures") % {"count": feed.faults_in_row} if feed.faults_in_row else _("off")


class StatePanel(Panel):
    """When the feed was asked, what came of it, and the button that asks it now."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "magazine/intake/admin/_feed_state.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "feed": self.instance,
                "polling": polling(self.instance),
            }


class FeedCreateView(CreateView):
    def save_instance(self):
        feed = super().save_instance()
        domain.feed_saved(feed, actor=self.request.user, was=None)
        return feed


class FeedEditView(EditView):
    def save_instance(self):
        was = Feed.objects.get(pk=self.object.pk)
        feed = super().save_instance()
        domain.feed_saved(feed, actor=self.request.user, was=was)
        return feed


class FeedFilterSet(WagtailFilterSet):
    failing = django_filters.BooleanFilter(label=_("Does not work"), method="that_fail")

    class Meta:
        model = Feed
        fields = ["lang", "is_active", "failing"]

    def that_fail(self, feeds, name, value):
        return feeds.exclude(fault="") if value else feeds.filter(fault="")


class FeedViewSet(SnippetViewSet):
    model = Feed
    icon = "link"
    menu_label = _("Feeds of others")
    chooser_viewset_class = EditorsChooserViewSet
    add_view_class = FeedCreateView
    edit_view_class = FeedEditView
    copy_view_enabled = False
    filterset_class = FeedFilterSet
    search_fields = ["title", "url"]
    list_per_page = 50
    list_display = [
        "title",
        "lang",
        Column("polling", label=_("Polling"), accessor=polling),
        DateColumn("polled_at", label=_("Last polled"), sort_key="polled_at"),
        Column("fault", label=_("Fault"), accessor="get_fault_display"),
    ]
    edit_handler = ObjectList(
        [
            StatePanel(heading=_("Polling")),
            FieldPanel("title"),
            FieldPanel("url"),
            FieldRowPanel([FieldPanel("lang"), FieldPanel("is_active")]),
        ]
    )


@require_POST
def poll_view(request, pk: int):
    """POST: ask this feed now, in the background."""
    if not request.user.has_perm(MEMBER):
        raise PermissionDenied
    feed = get_object_or_404(Feed, pk=min(pk, MAX_ID))
    try:
        domain.ask_to_poll(feed)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The feed is being polled. What is new comes into the queue."))
    return redirect("wagtailsnippets_magazine_feed:edit", feed.pk)


# --- The queue ---


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """What came from the feeds and waits for an editor: make news of one, pass over many."""

    template_name = "magazine/intake/admin/queue.html"
    page_title = _("News from feeds")
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MEMBER):
            raise PermissionDenied
        chosen = request.GET.get("feed", "")
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
        self.feed = Feed.objects.filter(pk=number).first()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        page = Paginator(queries.waiting_entries(self.feed), ON_ONE).get_page(self.request.GET.get("p"))
        feeds = list(queries.feeds_with_waiting())
        return {**super().get_context_data(**kwargs), "page": page, "feeds": feeds, "chosen": self.feed}

    def post(self, request):
        if request.POST.get("take"):
            return self._take(request.POST["take"])
        keys = [int(key) for key in request.POST.getlist("entry") if key.isdecimal() and len(key) < 19]
        passed = domain.pass_over(keys, actor=request.user)
        if passed:
            said = ngettext("%(count)s entry was passed over.", "%(count)s entries were passed over.", passed)
            messages.success(request, said % {"count": passed})
        else:
            messages.warning(request, _("Tick the entries that you want to pass over."))
        return redirect(request.get_full_path())

    def _take(self, key: str):
        entry = get_object_or_404(FeedEntry, pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
        try:
            page = domain.take_entry(entry, actor=self.request.user)
        except DomainError as refusal:
            messages.error(self.request, refusal.message)
            return redirect(self.request.get_full_path())
        facts = reverse("wagtailsnippets_magazine_news:edit", args=[page.news_id])
        link = format_html('<a href="{}">{}</a>', facts, _("Topics, municipalities, kind"))
        messages.success(self.request, format_html("{} {}", _("This is a draft. Write it in your own words."), link))
        return redirect("wagtailadmin_pages:edit", page.pk)


class IntakeMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MEMBER)


class IntakeViewSet(ViewSet):
    name = "intake"
    icon = "download"
    menu_label = _("News from feeds")
    menu_order = 106
    add_to_admin_menu = True
    menu_item_class = IntakeMenuItem

    def get_urlpatterns(self):
        return [
            path("", QueueView.as_view(), name="index"),
            path("feeds/<int:pk>/poll/", poll_view, name="poll"),
        ]
