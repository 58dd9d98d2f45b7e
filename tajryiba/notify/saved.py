"""Saved searches: a question that somebody asked once and wants to hear of when there is something new under it."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES, fallback_order
from tajryiba.people.models import User
from tajryiba.search.documents import kind_named
from tajryiba.search.documents import kinds as kinds_of_results
from tajryiba.search.models import Entry
from tajryiba.search.queries import matching_ids

from . import followables, kinds
from .domain import follow
from .following import announce
from .models import Follow, SavedSearch

FOUND = "notify.search_found"
MOST = 50  # saved searches of one person
ONE_LOOK = 20  # so many new results of one search are told at a time; the rest with the next look

KIND = kinds.Kind(
    FOUND,
    label=_("Something new under a search that I saved"),
    subject=_("New for «%(query)s»: %(title)s"),
    body="%(summary)s",
    button=_("Open"),
)


def searches_of(user) -> QuerySet[SavedSearch]:
    """Those that the person follows: nobody learns what others look for."""
    if not user.is_authenticated:
        return SavedSearch.objects.none()
    own = Follow.objects.filter(user=user, content_type=ContentType.objects.get_for_model(SavedSearch))
    return SavedSearch.objects.filter(pk__in=own.values("object_id"))


def address(saved: SavedSearch) -> str:
    asked = {"q": saved.query, **({"kind": saved.kind} if saved.kind else {})}
    return f"{reverse('search')}?{urlencode(asked)}"


@transaction.atomic
def save_search(*, user: User, query: str, kind: str = "", frequency: str) -> SavedSearch:
    """Tell the person of what is new under this question from now on. Twice is once; the newest frequency stays.

    Raises DomainError for no question, an unknown kind of results, and for too many saved searches.
    """
    query = " ".join(query.split())[:200]
    if not query or (kind and kind_named(kind) is None):
        raise DomainError(_("Write what you are looking for first."), code="empty")
    saved = SavedSearch.objects.filter(query=query, kind=kind).first()
    mine = searches_of(user)
    if mine.count() >= MOST and not (saved and mine.filter(pk=saved.pk).exists()):
        raise DomainError(_("You have saved many searches. Stop following one of them first."), code="too_many")
    if saved is None:
        saved, _created = SavedSearch.objects.get_or_create(
            query=query, kind=kind, defaults={"known": _matching(query, kind)}
        )
    elif not Follow.objects.filter(**_place(saved)).exists():
        saved.known = _matching(query, kind)  # nobody followed it meanwhile: what came since is not news
        saved.save(update_fields=["known"])
    follow(user, saved, frequency)
    return saved


def look_again() -> int:
    """New results of every saved search that somebody follows are announced, each once; returns how many."""
    place = {"content_type": ContentType.objects.get_for_model(SavedSearch), "object_id": OuterRef("pk")}
    followed = SavedSearch.objects.filter(Exists(Follow.objects.filter(**place)))
    return sum(_look(pk) for pk in followed.order_by("looked_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def _look(pk: int) -> int:
    saved = SavedSearch.objects.select_for_update().get(pk=pk)
    new = [
        (name, key)
        for name, keys in _matching(saved.query, saved.kind).items()
        for key in keys
        if key not in saved.known.get(name, ())
    ][:ONE_LOOK]
    for name, key in new:
        saved.known.setdefault(name, []).append(key)
        _announce(saved, name, key)
    saved.looked_at = timezone.now()
    saved.save(update_fields=["known", "looked_at"])
    return len(new)


def _announce(saved: SavedSearch, kind: str, key: int) -> None:
    rows = {row.lang: row for row in Entry.objects.filter(kind=kind, object_id=key)}
    words = {code: next(rows[each] for each in fallback_order(code) if each in rows) for code in LANGUAGES}
    facts = {
        "query": saved.query,
        "title": {code: row.title for code, row in words.items()},
        "summary": {code: row.summary for code, row in words.items()},
    }
    announce(FOUND, about=[saved], facts=facts, link=words[LANGUAGES[0]].url, key=f"{saved.pk}:{kind}:{key}")


def _matching(query: str, kind: str) -> dict[str, list[int]]:
    """Keys of what everybody may find and holds every word, by kind of results."""
    names = [kind] if kind else [one.name for one in kinds_of_results()]
    return {name: sorted(set(matching_ids(query, name))) for name in names}


def _place(saved: SavedSearch) -> dict:
    return {"content_type": ContentType.objects.get_for_model(SavedSearch), "object_id": saved.pk}


def register() -> None:
    kinds.register(KIND)
    followables.register(
        followables.Followable("search", _("saved search"), SavedSearch, searches_of, lambda row: row.query, address)
    )
