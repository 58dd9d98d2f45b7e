"""From the values as they were typed to the facts, rows and words of a practice; and what stands in the way."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from tajryiba.core.html import paragraphs
from tajryiba.core.languages import LANGUAGES, current_language
from tajryiba.reference.models import Topic, Unit

from ..enums import SECTIONS, Completeness, FundingKind, Origin, Translation
from ..places import resolve_unit
from . import parsing
from .case import FIELDS, FULL, items_of
from .enums import Depth
from .fields import Field, Group
from .models import Submission

READERS = {
    "number": parsing.whole,
    "money": parsing.whole,
    "decimal": parsing.decimal,
    "year": parsing.year,
    "month": parsing.month,
    "url": parsing.link,
}
GROUPS = {item.name: item for step in FULL for item in step.items if isinstance(item, Group)}
FACTS = {"year_from": "year_from", "year_to": "year_to", "cost": "cost_som", "duration": "duration_months"}
FACTS |= {"people": "population_served"}
LIMITS = {"duration": 1200, "people": 20_000_000}


@dataclass(frozen=True)
class Fault:
    """Why a case cannot be sent yet: the field, and what to do."""

    field: str
    label: str
    message: str


class Shape:
    """A reading of a submission; asks the database for the unit and the topics at most once."""

    def __init__(self, submission: Submission):
        self.submission = submission
        self.values = submission.values

    def raw(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def many(self, name: str) -> list[str]:
        known = FIELDS[name].choices
        chosen = [value for value in self.raw(name).split(",") if value]
        return chosen if isinstance(known, str) else [value for value in chosen if value in dict(known)]

    def read(self, field: Field):
        """The value of a field as a fact, None when it is empty. Raises ValueError with a sentence for the person."""
        text = self.raw(field.name)
        if not text:
            return None
        if field.limit and len(text) > field.limit:
            raise ValueError(
                _("Too long: %(has)s characters, at most %(most)s.") % {"has": len(text), "most": field.limit}
            )
        value = READERS.get(field.kind, str)(text)
        if value is not None and value != text and field.name in LIMITS and value > LIMITS[field.name]:
            raise ValueError(_("This number cannot be right. Check it."))
        return value

    def _read_or_none(self, field: Field):
        try:
            return self.read(field)
        except ValueError:
            return None

    def is_filled(self, item: Field | Group) -> bool:
        if isinstance(item, Group):
            return any(self.raw(f"{item.name}-{number}-{item.columns[0].name}") for number in range(item.most))
        return bool(self.raw(item.name))

    # --- What stands in the way ---

    def faults(self) -> list[Fault]:
        """Everything that must be mended before it is sent: required and empty, or not readable."""
        found = []
        for _step, item in items_of(self.submission.depth):
            fields = [item] if isinstance(item, Field) else [f for n in range(item.most) for f in item.row(n)]
            found += [fault for field in fields if (fault := self._fault(field))]
        first, last = (self._read_or_none(FIELDS[name]) for name in ("year_from", "year_to"))
        if self.submission.depth == Depth.FULL and first and last and first > last:
            message = _("The year of start is later than the year of completion.")
            found.append(Fault("year_from", str(FIELDS["year_from"].label), message))
        return found

    def _fault(self, field: Field) -> Fault | None:
        label = str(field.label)
        if field.required and not self.raw(field.name):
            return Fault(field.name, label, _("Fill this in: without it the practice cannot be sent."))
        if field.name == "topic" and self.topic is None:
            return Fault(field.name, label, _("Choose a topic from the list."))
        try:
            self.read(field)
        except ValueError as error:
            return Fault(field.name, label, str(error))
        return None

    # --- Facts, rows, words ---

    @property
    def lang(self) -> str:
        return self.raw("lang") if self.raw("lang") in LANGUAGES else current_language()

    @cached_property
    def unit(self) -> Unit | None:
        return resolve_unit(self.raw("unit"))

    @cached_property
    def topics(self) -> list[Topic]:
        """The main topic first; numbers that are no topic are passed over."""
        numbers = [self.raw("topic"), *(self.many("other_topics") if self._is_full else [])]
        pks = [int(number) for number in numbers if number.isdecimal() and len(number) < 10]
        known = Topic.objects.in_bulk(pks)
        return list(dict.fromkeys(known[pk] for pk in pks if pk in known))

    @property
    def topic(self) -> Topic | None:
        main = self.raw("topic")
        return next((topic for topic in self.topics if str(topic.pk) == main), None)

    @property
    def _is_full(self) -> bool:
        return self.submission.depth == Depth.FULL

    def facts(self) -> dict:
        """Fields of Practice; for a snapshot only those that it asks, so that what the staff added stays."""
        asked = {item.name for _step, item in items_of(self.submission.depth) if isinstance(item, Field)}
        facts = {
            "working_title": self.raw("title")[:200],
            "origin": Origin.DOMESTIC,
            "main_topic": self.topic,
            "original_language": self.lang,
            "organisation": self.submission.organisation,
            "contact": self.raw("contact")[:300],
            "completeness": Completeness.FULL if self._is_full else Completeness.PARTIAL,
            **{column: self._read_or_none(FIELDS[name]) for name, column in FACTS.items() if name in asked},
        }
        if self.unit is None:
            facts[f"place_{self.lang}"] = self.raw("unit")[:200]
        if self._is_full:
            facts[f"cost_note_{self.lang}"] = self.raw("cost_note")[:300]
            facts |= {"participation": self.many("participation"), "budget": self.many("budget")}
        return facts

    def rows(self) -> dict[str, list[dict]]:
        """Lines of a practice; {} for a snapshot, which has none."""
        if not self._is_full:
            return {}
        who = [line.strip(" -•\t")[:250] for line in self.raw("participants").splitlines() if line.strip(" -•\t")]
        return {
            "steps": [
                {self._in("name"): row["name"], "when": row["when"] or ""} for row in self._rows("steps") if row["name"]
            ],
            "participants": [{self._in("name"): name} for name in who],
            "funding": [
                {self._in("name"): row["name"], "kind": self._kind(row["kind"]), "amount_som": row["amount"]}
                for row in self._rows("funding")
                if row["name"] or row["amount"]
            ],
            "results": [
                {self._in("name"): r["name"], self._in("unit"): r["unit"], "before": r["before"], "after": r["after"]}
                for r in self._rows("results")
                if r["name"]
            ],
            "sources": [{"url": row["url"], "title": row["title"]} for row in self._rows("sources") if row["url"]],
        }

    @staticmethod
    def _kind(value: str | None) -> str:
        return value if value in FundingKind.values else FundingKind.OTHER

    def _in(self, name: str) -> str:
        return f"{name}_{self.lang}"

    def _rows(self, name: str) -> list[dict]:
        group = GROUPS[name]
        rows = []
        for number in range(group.most):
            read = {c.name: self._read_or_none(f) for c, f in zip(group.columns, group.row(number), strict=True)}
            rows.append(
                {
                    key: "" if value is None and key in ("name", "unit", "title") else value
                    for key, value in read.items()
                }
            )
        return rows

    def words(self) -> dict[str, str]:
        """Fields of PracticeText in `lang`; sections that this depth does not ask are left out."""
        asked = {item.name for _step, item in items_of(self.submission.depth)}
        return {
            "title": self.raw("title")[:120],
            "summary": self.raw("summary")[:400],
            "translation": Translation.ORIGINAL,
            "summary_only": False,
            **{name: paragraphs(self.raw(name)) for name in SECTIONS if name in asked},
        }
