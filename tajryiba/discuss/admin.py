"""The moderators' queue in the Wagtail admin: what waits, oldest first, and the page where one decides."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from tajryiba.core.errors import DomainError

from . import domain, queries, subjects
from .enums import PostState
from .models import Post


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("The author reads it. Needed only when you do not publish."),
    )


class PostFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=PostState.choices)

    class Meta:
        model = Post
        fields = ["state"]


class PostListView(IndexView):
    model = Post
    permission_policy = ModelPermissionPolicy(Post)
    any_permission_required = ["change"]
    filterset_class = PostFilterSet
    page_title = _("Questions and replies")
    header_icon = "comment"
    default_ordering = ("decided", "created_at", "pk")
    paginate_by = 50
    columns = [
        TitleColumn(
            "text", label=_("Text"), accessor=lambda post: Truncator(post.text).chars(90), url_name="posts:decide"
        ),
        Column("about", label=_("About"), accessor=lambda post: subjects.of(post.obj).title(post.obj)),
        Column("author", label=_("Author")),
        Column("state", label=_("State"), accessor="get_state_display"),
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
    ]

    def get_base_queryset(self):
        """What waits comes first; then the decided, as they were written."""
        posts = Post.objects.visible_to(self.request.user).waiting_first().select_related("author")
        return queries.with_objects(posts)


class DecideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "discuss/admin/decide.html"
    page_title = _("Read and decide")
    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("discuss.moderate_post"):
            raise PermissionDenied
        rows = Post.objects.select_related("author", "organisation", "parent", "moderated_by")
        self.post_row = rows.filter(pk=kwargs["pk"]).first() if kwargs["pk"] < 2**63 else None
        if self.post_row is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        posts = {"url": reverse("posts:index"), "label": PostListView.page_title}
        return [*self.breadcrumbs_items, posts, {"url": "", "label": self.page_title}]

    def get_context_data(self, form=None, **kwargs):
        post, subject = self.post_row, subjects.of(self.post_row.obj)
        return {
            **super().get_context_data(**kwargs),
            "post": post,
            "subject_title": subject.title(post.obj),
            "subject_url": subject.url(post.obj),
            "asked": domain.addressees(post) if post.is_question else [],
            "form": form or RefusalForm(),
        }

    def post(self, request, pk: int):
        form = RefusalForm(request.POST)
        approve = request.POST.get("decision") == "approve"
        if form.is_valid():
            try:
                domain.moderate(self.post_row, actor=request.user, approve=approve, reason=form.cleaned_data["reason"])
            except DomainError as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Published.") if approve else _("Not published. The author is told why."))
                return redirect("posts:index")
        return self.render_to_response(self.get_context_data(form=form))


class PostMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("discuss.moderate_post")


class PostViewSet(ViewSet):
    name = "posts"
    icon = "comment"
    menu_label = _("Questions and replies")
    menu_order = 60
    add_to_admin_menu = True
    menu_item_class = PostMenuItem

    def get_urlpatterns(self):
        names = {"index_url_name": self.get_url_name("index"), "index_results_url_name": self.get_url_name("results")}
        return [
            path("", PostListView.as_view(**names), name="index"),
            path("results/", PostListView.as_view(**names, results_only=True), name="results"),
            path("<int:pk>/", DecideView.as_view(), name="decide"),
        ]
