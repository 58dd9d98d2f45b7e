"""The list of acts: facets with counts, words, order. A process keeps the facts of all acts until one changes."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.core.cache import caches
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES
from tajryiba.core.text import one_line
from tajryiba.reference.models import Topic

from .enums import ActKind, ActStatus, AppliesTo, Body
from .models import Act

PAGE_SIZE = 20
MAX_QUERY = 200
UNKNOWN = "unknown"
KEPT_SECONDS = 600


@dataclass(frozen=True)
class Entry:
    pk: int
    adopted: str
    words: str
    values: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Facet:
    """`key` is the parameter of the address; `labels` names its values."""

    key: str
    label: str | Promise
    labels: Callable[[], dict[str, str]]
    newest_first: bool = False


def _choices(choices) -> Callable[[], dict[str, str]]:
    return lambda: {value: str(label) for value, label in choices.choices}


FACETS = (
    Facet("kind", _("Kind"), _choices(ActKind)),
    Facet("status", _("Status"), _choices(ActStatus)),
    Facet("topic", _("Topic"), lambda: {topic.slug: topic.name for topic in Topic.objects.all()}),
    Facet("applies", _("Concerns"), _choices(AppliesTo)),
    Facet("body", _("Adopted by"), _choices(Body)),
    Facet("year", _("Year"), dict, newest_first=True),
)


def entries() -> list[Entry]:
    """All public acts, newest first."""
    mark = Act.objects.public().aggregate(Count("pk"), Max("changed_at"))
    key = f"legal-entries-{mark['pk__count']}-{mark['changed_at__max']:%Y%m%d%H%M%S%f}" if mark["pk__count"] else ""
    return caches["local"].get_or_set(key, _load, KEPT_SECONDS) if key else []


def _load() -> list[Entry]:
    topics: dict[int, list[str]] = defaultdict(list)
    for act_id, slug in Act.topics.through.objects.values_list("act_id", "topic__slug"):
        topics[act_id].append(slug)
    names = [f"{name}_{code}" for name in ("title", "summary") for code in LANGUAGES]
    rows = Act.objects.public().only("kind", "number", "adopted", "body", "status", "applies_to", *names)
    return [_entry(act, topics[act.pk], names) for act in rows.order_by("-adopted", "-pk")]


def _entry(act: Act, topics: list[str], names: list[str]) -> Entry:
    values = {
        "kind": (act.kind,),
        "status": (act.status,),
        "topic": tuple(topics) or (UNKNOWN,),
        "applies": tuple(act.applies_to) or (UNKNOWN,),
        "body": (act.body,),
        "year": (act.year or UNKNOWN,),
    }
    words = " ".join([act.number, act.adopted, *(getattr(act, name) for name in names)])
    return Entry(act.pk, act.adopted, f" {fold(words)}", values)


@dataclass(frozen=True)
class Choice:
    """What the address asks for; unknown parameters are passed over."""

    query: str = ""
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: str = "1"

    @classmethod
    def from_query(cls, query) -> "Choice":
        values = {facet.key: tuple(dict.fromkeys(query.getlist(facet.key)))[:20] for facet in FACETS}
        words = one_line(query.get("q", ""), MAX_QUERY)
        return cls(words, {key: found for key, found in values.items() if found}, query.get("page", "1"))


class Result:
    """Acts that fit a choice, and for each facet how many there would be."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        words = fold(choice.query).split()
        self.pool = [one for one in entries() if all(f" {word}" in one.words for word in words)]

    def _fits(self, entry: Entry, but: str = "") -> bool:
        asked = self.choice.values.items()
        return all(key == but or set(entry.values[key]) & set(wanted) for key, wanted in asked)

    @cached_property
    def found(self) -> list[int]:
        return [entry.pk for entry in self.pool if self._fits(entry)]

    @cached_property
    def page(self):
        page = Paginator(self.found, PAGE_SIZE).get_page(self.choice.page)
        acts = {act.pk: act for act in Act.objects.filter(pk__in=page.object_list)}
        page.object_list = [acts[pk] for pk in page.object_list if pk in acts]
        return page

    def groups(self) -> list[dict]:
        return [group for facet in FACETS if (group := self._group(facet))["options"]]

    def _group(self, facet: Facet) -> dict:
        counts = Counter(
            value for entry in self.pool if self._fits(entry, but=facet.key) for value in entry.values[facet.key]
        )
        labels, chosen = facet.labels(), self.choice.values.get(facet.key, ())
        keys = list(dict.fromkeys([*labels, *sorted(counts, reverse=facet.newest_first)]))
        keys = [key for key in keys if key != UNKNOWN and (counts[key] or key in chosen)]
        keys += [UNKNOWN] if counts[UNKNOWN] or UNKNOWN in chosen else []
        options = [
            {"value": key, "label": _label(key, labels), "count": counts[key], "chosen": key in chosen} for key in keys
        ]
        return {"facet": facet, "options": options, "open": bool(chosen) or facet.key in ("kind", "status")}

    def chips(self) -> list[dict]:
        return [
            {"key": group["facet"].key, "value": option["value"], "label": option["label"]}
            for group in self.groups()
            for option in group["options"]
            if option["chosen"]
        ]


def _label(key: str, labels: dict[str, str]) -> str:
    return str(_("not stated")) if key == UNKNOWN else labels.get(key, key)
