"""Practices in the library's collections."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tajryiba.library import shelf

from .models import Practice, PracticeText


def register() -> None:
    urls = frozenset({"practice_detail", "practice_short"})
    shelf.register(shelf.Shelved(model=Practice, kind=gettext_lazy("Practice"), url_names=urls, lines=lines))


def lines(pks: list[int]) -> dict[int, shelf.Line]:
    """A line for each of these practices that is public; two queries."""
    texts = PracticeText.objects.live().defer("folded")
    practices = (
        Practice.objects.published().filter(pk__in=pks).prefetch_related(Prefetch("texts", texts, to_attr="live_texts"))
    )
    return {practice.pk: _line(practice) for practice in practices}


def _line(practice: Practice) -> shelf.Line:
    text = practice.text()
    return shelf.Line(text.title, text.summary, practice.get_absolute_url(), text.lang, _("Practice"))
