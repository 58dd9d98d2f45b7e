"""The buttons of the screen of an issue: each one a POST, and pressing it twice is pressing it once."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES

from ..domain import write_page
from ..enums import IssueState
from ..models import Article, ArticlePage, Issue
from . import domain
from .access import OfIssue
from .enums import Step
from .forms import NewArticleForm

MAX_ARTICLES = 300


def number(text: str) -> int:
    """A key or a place out of a form; 0 for what is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def order(text: str) -> list[int]:
    return [number(part) for part in text.split(",")[:MAX_ARTICLES] if part]


class VerbView(OfIssue, View):
    http_method_names = ["post"]

    def post(self, request, pk: int, verb: str):
        verbs = {"place": self.place, "order": self.order, "add": self.add, "new": self.new, "out": self.out}
        verbs |= {"move": self.move, "state": self.state, "write": self.write, "review": self.review}
        if verb not in verbs:
            raise Http404
        try:
            answer = verbs[verb](request)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            answer = None
        return answer or redirect(reverse("issues:issue", args=[pk]))

    def _article(self, request, articles=None) -> Article:
        key = number(request.POST.get("article", ""))
        return get_object_or_404(Article.objects.all() if articles is None else articles, pk=key)

    def place(self, request):
        """Up, down, to a place: the buttons of a row."""
        step = request.POST.get("step", "")
        if step not in Step:
            raise Http404
        domain.place_article(
            issue=self.issue,
            article=number(request.POST.get("article", "")),
            step=step,
            place=number(request.POST.get("place", "")),
            seen=order(request.POST.get("seen", "")),
            actor=request.user,
        )

    def order(self, request):
        """The whole order at once, after dragging."""
        wanted, seen = order(request.POST.get("order", "")), order(request.POST.get("seen", ""))
        domain.reorder(issue=self.issue, order=wanted, seen=seen, actor=request.user)
        messages.success(request, _("The order is saved."))

    def add(self, request):
        domain.assign_article(article=self._article(request), issue=self.issue, actor=request.user)
        messages.success(request, _("The article is in the issue, at its end."))

    def new(self, request):
        form = NewArticleForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Give the new article a title."))
            return
        form.save(issue=self.issue, actor=request.user)
        messages.success(request, _("The article is in the issue. Write it now."))

    def out(self, request):
        domain.take_out(article=self._article(request), issue=self.issue, actor=request.user)
        messages.success(request, _("The article is out of the issue and waits without one."))

    def move(self, request):
        to = get_object_or_404(Issue, pk=number(request.POST.get("to", "")))
        domain.assign_article(article=self._article(request), issue=to, seen_in=self.issue, actor=request.user)
        messages.success(request, _("The article is in the other issue now, at its end."))

    def state(self, request):
        state = request.POST.get("state", "")
        if state not in IssueState:
            raise Http404
        domain.move_state(issue=self.issue, state=state, actor=request.user)

    def write(self, request):
        """The draft of an article, or of the issue's own page, in a language; then to Wagtail's editor."""
        lang = request.POST.get("lang", "")
        if lang not in LANGUAGES:
            raise Http404
        if "article" not in request.POST:
            page = domain.write_issue(issue=self.issue, lang=lang, actor=request.user)
        else:
            article = self._article(request, self.issue.articles)
            known = ArticlePage.objects.filter(article=article, locale__language_code=lang).first()
            page = known or write_page(article, lang=lang, title=article.working_title, actor=request.user)
        return redirect("wagtailadmin_pages:edit", page.pk)

    def review(self, request):
        started = domain.send_to_review(issue=self.issue, actor=request.user)
        if not started:
            messages.warning(
                request, _("No draft is waiting: each is in review already, or its words are not all there.")
            )
            return
        said = ngettext("%(n)s draft is sent to review.", "%(n)s drafts are sent to review.", started)
        messages.success(request, said % {"n": started})


class PublishView(OfIssue, View):
    http_method_names = ["post"]
    permission = "magazine.publish_issue"

    def post(self, request, pk: int):
        all_the_same = request.POST.get("all_the_same") == "on"
        try:
            domain.publish_issue(issue=self.issue, actor=request.user, all_the_same=all_the_same)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The issue is out."))
        return redirect("issues:issue", pk)
