"""Reads over several models: the practice's page, the practices of a place or topic, figures for the home page."""

from django.core.cache import caches
from django.db.models import Count, Prefetch, Q, QuerySet

from tajryiba.core.languages import LANGUAGES
from tajryiba.discuss.models import Post
from tajryiba.reference.models import Topic, Unit

from .catalogue.index import current_index
from .models import Practice, PracticeDocument, PracticeImage, PracticeText
from .querysets import with_pictures

KEPT_SECONDS = 300  # a renamed topic or municipality shows on kept pages until then
NEWEST = ("-published_at", "-pk")

# A page needs these columns only; reading fewer is cheaper than it looks (bench/pages.py).
UNIT_COLUMNS = ("kind", "slug", "population", "oblast_id", *(f"name_{code}" for code in LANGUAGES))
TOPIC_COLUMNS = ("slug", "order", *(f"name_{code}" for code in LANGUAGES))
OBLAST_COLUMNS = tuple(f"oblast__name_{code}" for code in LANGUAGES)
ROWS = ("steps", "results", "participants", "funding", "sources")


def public_practice(pk: int) -> Practice | None:
    """A public practice with all that its page shows; each web process keeps it until its change number moves."""
    entry = current_index().entries.get(pk)
    if entry is None:
        return None
    return caches["local"].get_or_set(f"practice-{pk}-{entry.seq}", lambda: load_practice(pk), KEPT_SECONDS)


def load_practice(pk: int) -> Practice | None:
    """A practice, public or not, with all that its page shows; a constant number of queries."""
    practices = Practice.objects.select_related("main_topic", "organisation").prefetch_related(
        Prefetch("texts", PracticeText.objects.filter(live=True).defer("folded"), to_attr="live_texts"),
        Prefetch("units", Unit.objects.select_related("oblast").only(*UNIT_COLUMNS, *OBLAST_COLUMNS)),
        Prefetch("other_topics", Topic.objects.only(*TOPIC_COLUMNS)),
        *ROWS,
        Prefetch("documents", PracticeDocument.objects.select_related("document")),
        Prefetch("images", with_pictures(PracticeImage)),
    )
    return practices.filter(pk=pk).first()


def hanging_on(practice: Practice) -> list:
    """What is found under the practice's name and only while it is public: stories of adoption, questions."""
    questions = Post.objects.about(practice).questions().public()
    return [*practice.adoptions.only("pk"), *questions.only("pk")]


def practices_of_lineage(unit, limit: int = 24) -> list[int]:
    """Keys of the public practices of a unit, of its predecessors and, for an oblast or a district,
    of what lies in it.
    """
    inside = Unit.objects.within(unit).values_list("pk", flat=True)
    practices = Practice.objects.published().of_units([*unit.lineage(), *inside])
    return list(practices.order_by(*NEWEST).values_list("pk", flat=True)[:limit])


def practices_of_topic(topic, limit: int = 24) -> list[int]:
    """Keys of the public practices of a topic, newest first."""
    return list(Practice.objects.published().of_topic(topic).order_by(*NEWEST).values_list("pk", flat=True)[:limit])


def newest_practices(limit: int = 6) -> list[int]:
    return list(Practice.objects.published().order_by(*NEWEST).values_list("pk", flat=True)[:limit])


def practice_counts_by_topic() -> dict[int, int]:
    """Topic → public practices that have it as the main or another topic."""
    main = dict(Practice.objects.published().values_list("main_topic").annotate(Count("pk")).order_by())
    other = dict(
        Practice.objects.published()
        .filter(other_topics__isnull=False)
        .values_list("other_topics")
        .annotate(Count("pk"))
        .order_by()
    )
    return {pk: main.get(pk, 0) + other.get(pk, 0) for pk in {*main, *other}}


def practice_counts_by_oblast() -> dict[int, int]:
    """Oblast (or city of republican level) → public practices in it."""
    rows = Practice.objects.published().filter(units__oblast__isnull=False)
    return dict(rows.values_list("units__oblast").annotate(Count("pk", distinct=True)).order_by())


def places_of_practices() -> QuerySet:
    """Keys of the units where public practices were done."""
    links = Practice.units.through.objects.filter(practice__is_public=True)
    return links.values("unit_id").distinct()


def portal_figures() -> dict[str, int]:
    """Figures of the home page, all counted now."""
    practices = Practice.objects.published()
    figures = practices.aggregate(
        practices=Count("pk", distinct=True),
        international=Count("pk", filter=Q(origin="international"), distinct=True),
        municipalities=Count("units", distinct=True),
    )
    return {**figures, "topics": Topic.objects.count()}
