"""What waits to be checked after changes of acts, and the month's changes for the digest."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from tajryiba.core.errors import DomainError

from .. import domain, queries, subjects
from ..forms import ConfirmForm, WordsForm
from ..models import Change, Review
from .common import ActsOnly
from .work import MAX_ID

PER_PAGE = 50


class BoardView(ActsOnly, TemplateView):
    """Every text that an editor has yet to check, the oldest first."""

    template_name = "legal/admin/board.html"
    page_title = _("To check after changes of laws")

    def get_breadcrumbs_items(self):
        return self.crumbs({"url": "", "label": self.page_title})

    def get_context_data(self, **kwargs):
        page = Paginator(queries.open_reviews(), PER_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "page": page, "rows": rows_of(list(page)), "form": ConfirmForm()}

    def post(self, request):
        key = request.POST.get("review", "")
        review = get_object_or_404(Review, pk=key if key.isdecimal() and len(key) < 19 else 0)
        form = ConfirmForm(request.POST)
        note = form.cleaned_data["note"] if form.is_valid() else ""
        try:
            domain.confirm_review(review=review, actor=request.user, note=note)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Confirmed: readers see the flag no more."))
        return redirect("acts:board")


def rows_of(reviews: list[Review]) -> list[dict]:
    """Reviews with the titles and addresses of what they are about; two or three queries a kind."""
    rows = []
    for subject in subjects.every():
        mine = [review for review in reviews if review.content_type_id == subject.content_type.pk]
        objects = subject.rows().in_bulk([review.object_id for review in mine]) if mine else {}
        for review in mine:
            if obj := objects.get(review.object_id):
                facts = {"title": subject.title(obj), "url": subject.url(obj), "admin_url": subject.admin_url(obj)}
                rows.append({"review": review, "label": subject.label, **facts})
    return sorted(rows, key=lambda row: (row["review"].opened_at, row["review"].pk))


class DigestView(ActsOnly, TemplateView):
    """The source list of the legislation digest: what was recorded in a month, and whether its words are ready."""

    template_name = "legal/admin/digest.html"
    page_title = _("Legislation digest")

    def get_breadcrumbs_items(self):
        return self.crumbs({"url": "", "label": self.page_title})

    def get_context_data(self, **kwargs):
        year, month = self._month()
        return {
            **super().get_context_data(**kwargs),
            "month": f"{year}-{month:02d}",
            "changes": queries.digest_source(year, month),
            "before": _shifted(year, month, -1),
            "after": _shifted(year, month, 1),
        }

    def _month(self) -> tuple[int, int]:
        asked = self.request.GET.get("month", "")
        try:
            year, month = (int(part) for part in asked.split("-"))
        except ValueError:
            today = timezone.localdate()
            return today.year, today.month
        if not (2000 <= year <= 2100 and 1 <= month <= 12):
            raise Http404
        return year, month


def _shifted(year: int, month: int, step: int) -> str:
    index = year * 12 + month - 1 + step
    return f"{index // 12}-{index % 12 + 1:02d}"


class ChangeView(ActsOnly, TemplateView):
    """The words of one change, in Kyrgyz and Russian."""

    template_name = "legal/admin/change.html"

    def dispatch(self, request, *args, **kwargs):
        rows = Change.objects.select_related("act", "by_act")
        self.change = get_object_or_404(rows, pk=kwargs["pk"] if kwargs["pk"] <= MAX_ID else 0)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.change.act.full_title

    def get_breadcrumbs_items(self):
        digest = {"url": reverse("acts:digest"), "label": DigestView.page_title}
        return self.crumbs(digest, {"url": "", "label": self.change.get_kind_display()})

    def get_context_data(self, **kwargs):
        names = WordsForm.base_fields
        kwargs.setdefault("form", WordsForm(initial={name: getattr(self.change, name) for name in names}))
        return {**super().get_context_data(**kwargs), "change": self.change}

    def post(self, request, pk: int):
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        domain.describe_change(change=self.change, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        month = f"{timezone.localtime(self.change.recorded_at):%Y-%m}"
        return redirect(f"{reverse('acts:digest')}?month={month}")
