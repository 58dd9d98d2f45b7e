"""The tick-box screen of a digest, and its buttons."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages

from tajryiba.core.errors import DomainError

from ..enums import DIGESTS, ArticleKind
from ..issues.access import IssueView, OfIssue
from ..issues.texts import texts_of
from ..models import Article
from . import domain, notices, queries, sources
from .domain import LANGUAGES, Picked

LONGEST_LINES = 600  # as the columns
MOST_PICKED = 200


class OfDigest(OfIssue):
    """Of an issue and one of the two kinds."""

    def dispatch(self, request, *args, **kwargs):
        if kwargs["kind"] not in DIGESTS:
            raise Http404
        self.kind = ArticleKind(kwargs["kind"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def address(self) -> str:
        return reverse("issues:digest", args=[self.issue.pk, self.kind])

    def article(self) -> Article | None:
        return Article.objects.filter(issue=self.issue, kind=self.kind).order_by("pk").first()

    def article_or_404(self) -> Article:
        article = self.article()
        if article is None:
            raise Http404
        return article


def picked_in(data) -> list[Picked]:
    """The ticked rows of the form in their order, a row moved by one place where a button of the row was pressed."""
    keys = list(dict.fromkeys(key for key in data.getlist("pick")[:MOST_PICKED] if _numbers(key)))
    key, _colon, step = data.get("move", "").partition(":")
    if key in keys:
        place = keys.index(key) + (-1 if step == "up" else 1)
        keys.remove(key)
        keys.insert(min(max(place, 0), len(keys)), key)
    return [Picked(*_numbers(key), *(_lines(data, lang, key) for lang in LANGUAGES)) for key in keys]


def _numbers(key: str) -> tuple[int, int] | None:
    parts = key.split("-")
    fits = len(parts) == 2 and all(part.isdecimal() and len(part) < 19 for part in parts)
    return (int(parts[0]), int(parts[1])) if fits else None


def _lines(data, lang: str, key: str) -> str:
    return " ".join(data.get(f"{lang}-{key}", "").split())[:LONGEST_LINES]


class DigestView(OfDigest, IssueView):
    template_name = "magazine/digests/digest.html"

    def get_page_title(self):
        return self.kind.label

    def get_context_data(self, picked: list[Picked] | None = None, **kwargs):
        article = self.article()
        items = list(article.digest_items.all()) if article else []
        picked = queries.picked_of(items) if picked is None else picked
        back = self._back()
        lines = queries.picked_lines(article or Article(kind=self.kind), picked)
        texts = texts_of([article])[article.pk] if article else {}
        context = {
            "article": article,
            "lines": lines,
            "offers": queries.offers(self.kind, self.issue, back, {line.key for line in lines}),
            "seen": domain.stamp(items),
            "days": queries.days(self.issue, back),
            "back": back,
            "may_go_back": back < queries.MONTHS_BACK,
            "texts": [texts[lang] for lang in LANGUAGES if lang in texts],
            "edited": domain.edited_by_hand(article) if article else [],
            "may_send": self.request.user.has_perm("magazine.send_digest"),
            "was_sent": bool(article) and notices.was_sent(article),
            "address": self.address,
        }
        crumbs = self.crumbs({"url": "", "label": self.kind.label})
        return {**super().get_context_data(**kwargs), **context, "breadcrumbs_items": crumbs}

    def _back(self) -> int:
        text = self.request.GET.get("back", "")
        return min(int(text), queries.MONTHS_BACK) if text.isdecimal() and len(text) < 3 else 0

    def post(self, request, pk: int, kind: str):
        refused = self.save()
        if refused is None:
            messages.success(request, _("The digest is saved."))
        return refused or self.answer()

    def answer(self):
        back = self._back()
        return redirect(self.address + (f"?back={back}" if back else ""))

    def save(self):
        """What is ticked and written on the screen. None, or the screen once more with a word why it was refused."""
        picked, request = picked_in(self.request.POST), self.request
        try:
            self._check(picked)
            article = domain.open_digest(issue=self.issue, kind=self.kind, actor=request.user)
            domain.save_items(article=article, picked=picked, seen=request.POST.get("seen", ""), actor=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return self.render_to_response(self.get_context_data(picked=picked), status=409)
        return None

    def _check(self, picked: list[Picked]) -> None:
        """New rows are things that readers may see; what was picked before may have gone meanwhile."""
        keys = {(one.content_type, one.pk) for one in picked}
        article = self.article()
        known = (
            {(one.content_type, one.pk) for one in queries.picked_of(article.digest_items.all())} if article else set()
        )
        if keys - known - sources.objects(self.kind, keys).keys():
            raise DomainError(_("Something that you ticked is not on the site any more. Untick it."), code="gone")


class OpenDigestView(OfDigest, View):
    """A digest without anything picked yet, in its place among the articles."""

    http_method_names = ["post"]

    def post(self, request, pk: int, kind: str):
        domain.open_digest(issue=self.issue, kind=self.kind, actor=request.user)
        return redirect(self.address)


class ComposeView(DigestView):
    """Saves what is on the screen, then writes the pages out of it: no tick is lost on the way."""

    http_method_names = ["post"]

    def post(self, request, pk: int, kind: str):
        refused = self.save()
        if refused is not None:
            return refused
        article = self.article_or_404()
        try:
            pages = domain.compose_digest(
                article=article, actor=request.user, over_edits=request.POST.get("over_edits") == "on"
            )
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return self.answer()
        messages.success(request, _("The pages are written: %(languages)s.") % {"languages": ", ".join(sorted(pages))})
        for lang in LANGUAGES:
            left_out = article.digest_items.filter(**{f"text_{lang}": ""}).count()
            if left_out:
                said = ngettext(
                    "%(n)s item has no lines in this language and is left out: %(language)s.",
                    "%(n)s items have no lines in this language and are left out: %(language)s.",
                    left_out,
                )
                messages.warning(request, said % {"n": left_out, "language": lang})
        return self.answer()


class SendView(OfDigest, View):
    http_method_names = ["post"]
    permission = "magazine.send_digest"

    def post(self, request, pk: int, kind: str):
        try:
            told = domain.send_digest(article=self.article_or_404(), actor=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            said = ngettext(
                "The digest is on its way to %(n)s reader.", "The digest is on its way to %(n)s readers.", told
            )
            messages.success(request, said % {"n": told})
        return redirect(self.address)
