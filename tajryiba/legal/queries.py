"""Reads over several models: an act's page, who rests on it, what changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Prefetch, Q, QuerySet

from tajryiba.core.languages import fallback_order

from . import subjects
from .enums import INVERSE, RelationKind
from .models import Act, ActEdition, ActRelation, ActText, Change, Citation, Provision, Review

# --- An act and its texts ---


def editions(act: Act, *, drafts: bool = False) -> list[ActEdition]:
    """Editions, newest first, each with its texts."""
    rows = act.editions.prefetch_related("texts").select_related("changed_by")
    return list(rows if drafts else rows.filter(is_public=True))


def edition_in_force(found: list[ActEdition], day: date) -> ActEdition | None:
    """The newest one that has come into force by `day`; else the oldest that there is."""
    past = [one for one in found if one.in_force_from is None or one.in_force_from <= day]
    return past[0] if past else (found[-1] if found else None)


def text_of(edition: ActEdition | None, language: str | None = None) -> ActText | None:
    """The text to show: the asked language, else ky, ru, en."""
    texts = {text.lang: text for text in edition.texts.all()} if edition else {}
    return next((texts[code] for code in fallback_order(language) if code in texts), None)


def languages_behind(found: list[ActEdition]) -> list[str]:
    """Languages whose newest text is of an older edition than another language's: the parity warning."""
    newest: dict[str, int] = {}
    for position, edition in enumerate(found):
        for text in edition.texts.all():
            newest.setdefault(text.lang, position)
    return sorted(code for code, position in newest.items() if position > min(newest.values()))


def contents(text: ActText) -> list[Provision]:
    """All pieces without their words."""
    return list(text.provisions.only("order", "level", "anchor", "label", "heading", "digest", "text_id"))


def knows_anchor(act: Act, anchor: str) -> bool:
    """Whether the act's text has this place; an act without a text cannot say and so agrees."""
    provisions = Provision.objects.filter(text__edition__act=act)
    if not provisions.exists():
        return True
    article = anchor.partition("-p-")[0]
    return provisions.filter(
        Q(anchor=anchor) | Q(anchor=article, html__contains=f'id="{anchor}"') | Q(html__contains=f'<p id="{anchor}"')
    ).exists()


def relations(act: Act) -> list[tuple[str, list[Act]]]:
    """(what it is, acts) from both sides, public acts only."""
    groups: dict[str, list[Act]] = defaultdict(list)
    for row in ActRelation.objects.filter(act=act, other__is_public=True).select_related("other"):
        groups[str(RelationKind(row.kind).label)].append(row.other)
    for row in ActRelation.objects.filter(other=act, act__is_public=True).select_related("act"):
        groups[str(INVERSE[RelationKind(row.kind)])].append(row.act)
    return list(groups.items())


# --- Who rests on an act ---


@dataclass(frozen=True)
class Use:
    """A public object that cites the act, and its citations of it."""

    title: str
    url: str
    citations: list[Citation]


def where_used(act: Act, subject: subjects.Subject) -> list[Use]:
    """Public objects of one kind that cite the act; three or four queries."""
    rows = list(Citation.objects.filter(act=act, content_type=subject.content_type))
    by_source: dict[int, list[Citation]] = defaultdict(list)
    for row in rows:
        by_source[row.object_id].append(row)
    found = subject.public(subject.rows()).filter(pk__in=by_source)
    return [Use(subject.title(obj), subject.url(obj), by_source[obj.pk]) for obj in found.order_by("-pk")]


def legal_basis(obj: Model) -> list[Citation]:
    """Public acts on which the object rests, with a mark `flagged` where a change still waits to be checked."""
    citations = list(Citation.objects.of(obj).shown().select_related("act").order_by("pk"))
    if citations:
        waiting = set(Review.objects.of(obj).open().values_list("change__act_id", flat=True))
        for citation in citations:
            citation.flagged = citation.act_id in waiting
    return citations


def basis_of_many(objects: list[Model]) -> dict[int, list[Citation]]:
    """The same for several objects of one model, without marks; one query."""
    found: dict[int, list[Citation]] = {obj.pk: [] for obj in objects}
    if not objects:
        return found
    subject = subjects.of(objects[0])
    rows = Citation.objects.shown().filter(content_type=subject.content_type, object_id__in=found)
    for citation in rows.select_related("act").order_by("pk"):
        found[citation.object_id].append(citation)
    return found


def flags(obj: Model) -> list[Review]:
    """Changes that nobody has yet checked this object for."""
    rows = Review.objects.of(obj).open().filter(change__act__is_public=True)
    return list(rows.select_related("change__act").order_by("change__in_force_from", "pk"))


def dependants(change: Change) -> list[tuple[int, int]]:
    """(content type, key) of everything that cites the act, or one of the articles that changed."""
    rows = Citation.objects.filter(act=change.act)
    if change.articles:
        concerned = Q(article="")
        for anchor in change.articles:
            concerned |= Q(article=anchor) | Q(article__startswith=f"{anchor}-p-")
            concerned |= Q(article__in=_around(anchor))
        rows = rows.filter(concerned)
    return sorted(set(rows.values_list("content_type_id", "object_id")))


def _around(anchor: str) -> list[str]:
    """What a point lies in: who cites article 12 is concerned by its point 3."""
    article, point, _rest = anchor.partition("-p-")
    return [article] if point else []


# --- What waits, what changed ---


def open_reviews() -> QuerySet[Review]:
    return Review.objects.open().select_related("change__act", "content_type").order_by("opened_at", "pk")


def digest_source(year: int, month: int) -> QuerySet[Change]:
    """What was recorded in the month about public acts: the source list of the legislation digest."""
    return Change.objects.shown().of_month(year, month).select_related("act", "by_act").order_by("in_force_from", "pk")


def changes_of(act: Act) -> QuerySet[Change]:
    return act.changes.select_related("by_act").order_by("-in_force_from", "-pk")


def public_acts() -> QuerySet[Act]:
    return Act.objects.public().prefetch_related(Prefetch("topics"))
