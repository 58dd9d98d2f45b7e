"""What the address asks for, and what the page shows for it."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import current_language
from tajryiba.practices.catalogue.search import register_names
from tajryiba.reference.models import Topic
from tajryiba.search import log
from tajryiba.search.documents import kind_named, kinds
from tajryiba.search.queries import LONGEST, find
from tajryiba.search.results import Results

NARROWING = {"topic": _("Topic"), "unit": _("Place"), "year": _("Year")}
REGISTERS = {"topic": "topics", "unit": "units"}
MOST_OPTIONS = 15
MOST_VALUES = 20
MOST_READINGS = 6
NEAREST_TOPICS = 5


@dataclass(frozen=True)
class Asked:
    """A question with what it was narrowed to; nonsense in the address is left out."""

    query: str
    kind: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def from_query(cls, params) -> "Asked":
        kind, page = params.get("kind", ""), params.get("page", "")
        chosen = {
            name: tuple(dict.fromkeys(value for value in params.getlist(name) if value.isascii() and value.isdigit()))
            for name in NARROWING
        }
        return cls(
            query=" ".join(params.get("q", "").replace("\0", " ")[:LONGEST].split()),
            kind=kind if kind_named(kind) else "",
            chosen={name: values[:MOST_VALUES] for name, values in chosen.items() if values},
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.chosen or self.page > 1)

    @property
    def without_filters(self) -> str:
        return Asked(self.query).address()

    def address(self, **changes) -> str:
        """The address of this question with another kind or other words, on the first page."""
        facts = {"q": self.query, "kind": self.kind, **self.chosen, **changes}
        return reverse("search") + "?" + urlencode([(k, v) for k, v in facts.items() if v], doseq=True)


class SearchPage:
    """Everything that the page of one question shows."""

    def __init__(self, asked: Asked):
        self.asked = asked
        filters = {"kind": [asked.kind] if asked.kind else [], **asked.chosen}
        self.results: Results = find(asked.query, lang=current_language(), filters=filters, page=asked.page)

    @property
    def tabs(self) -> list[dict]:
        """«All» and every kind of which something was found."""
        counts = self.results.facets.get("kind", {})
        tabs = [{"label": _("Everything"), "count": sum(counts.values()), "kind": ""}]
        tabs += [{"label": kind.label, "count": counts.get(kind.name, 0), "kind": kind.name} for kind in kinds()]
        return [
            {**tab, "url": self.asked.address(kind=tab["kind"]), "current": tab["kind"] == self.asked.kind}
            for tab in tabs
            if tab["count"] or tab["kind"] == self.asked.kind
        ]

    @cached_property
    def groups(self) -> list[dict]:
        """Facets with their options, the fullest first; years downwards."""
        names = register_names()
        return [group for name, label in NARROWING.items() if (group := self._group(name, label, names))["options"]]

    def _group(self, name: str, label, names) -> dict:
        chosen = self.asked.chosen.get(name, ())
        labels = names[REGISTERS[name]] if name in REGISTERS else {}
        counts = self.results.facets.get(name, {}) | {
            value: self.results.facets.get(name, {}).get(value, 0) for value in chosen
        }
        options = [
            {"value": value, "label": labels.get(value, value), "count": count, "chosen": value in chosen}
            for value, count in counts.items()
            if value in labels or name not in REGISTERS
        ]
        options.sort(key=lambda o: -int(o["value"]) if name == "year" else (-o["count"], str(o["label"])))
        return {"name": name, "label": label, "options": options[:MOST_OPTIONS], "open": bool(chosen)}

    @property
    def own(self) -> list:
        """Results in the language of the page."""
        return [hit for hit in self.results.hits if hit.lang == current_language()]

    @property
    def others(self) -> list:
        return [hit for hit in self.results.hits if hit.lang != current_language()]

    @property
    def related(self) -> list[dict]:
        """What many others asked with these words; else the topics of what was found."""
        texts = log.related(self.asked.query, current_language())
        if not texts and self.results.total:
            counts, names = self.results.facets.get("topic", {}), register_names()["topics"]
            texts = [names[pk] for pk in sorted(counts, key=lambda pk: -counts[pk]) if pk in names][:4]
        asked = self.asked.query.lower()
        return [{"text": text, "url": Asked(text).address()} for text in texts if text.lower() != asked]

    @property
    def tried(self) -> list[dict]:
        """For a question without result: each word and what stood for it."""
        return [
            {"word": group.word, "readings": _readings(group)} for group in self.results.parsed.groups if group.required
        ]

    @property
    def nearest_topics(self) -> list[dict]:
        """Topics that hold some of the words, else the first ones of the register."""
        found = find(self.asked.query, lang=current_language(), filters={"kind": ["topic"]}, facets=False)
        if found.hits:
            return [{"name": hit.title, "url": hit.url} for hit in found.hits[:NEAREST_TOPICS]]
        return [{"name": topic.name, "url": topic.get_absolute_url()} for topic in Topic.objects.all()[:NEAREST_TOPICS]]

    @property
    def pages(self) -> dict:
        """Addresses of the pages before and after this one."""
        page, last = self.results.page, self.results.pages
        return {
            "number": page,
            "last": last,
            "previous": self.asked.address(page=page - 1) if page > 1 else "",
            "next": self.asked.address(page=page + 1) if page < last else "",
        }


def _readings(group) -> list[str]:
    """Other spellings and words that were looked for, as a person would write them."""
    told = [a for a in group.alternatives if a.via not in ("own", "reading", "guess") and not a.token.startswith("p:")]
    others = [alternative.token.partition(":")[2] for alternative in told]
    return [word for word in dict.fromkeys(others) if word != group.word][:MOST_READINGS]
