"""The form as templates draw it: steps with fields and rows, each with its value, comments, faults, earlier texts."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from tajryiba.reference.models import Topic

from .case import steps_of
from .fields import Field, Group, Step
from .models import Submission
from .shape import Fault, Shape

SPARE_ROWS = 2
AUTOCOMPLETE_LIST = "municipalities"


@dataclass
class Drawn:
    """A field to draw; `options` are (value, label, chosen)."""

    field: Field
    value: str
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    fault: str = ""
    earlier: int = 0

    @property
    def id(self) -> str:
        return f"f-{self.field.name}"

    @property
    def shown(self) -> str:
        """The value in words: of a choice the labels."""
        return "; ".join(str(label) for _value, label, chosen in self.options if chosen) if self.options else self.value

    @property
    def described_by(self) -> str:
        """Ids of what belongs to the field besides its label, for readers of the screen."""
        parts = [(self.field.hint, "hint"), (self.comments, "comments"), (self.fault, "fault")]
        return " ".join(f"{self.id}-{part}" for there, part in parts if there)


@dataclass
class DrawnRow:
    number: int
    cells: list[Drawn]


@dataclass
class DrawnGroup:
    """Rows that have something and two empty ones are open, the others wait behind «More rows»."""

    group: Group
    rows: list[DrawnRow]
    more: list[DrawnRow]


@dataclass
class DrawnStep:
    step: Step
    items: list
    faults: int = 0
    comments: int = 0
    next: str = ""


class Drawing:
    """All steps of a submission; one query for the topics, two for comments and history."""

    def __init__(self, submission: Submission, faults: list[Fault] = ()):
        self.submission = submission
        self.shape = Shape(submission)
        self.faults = {fault.field: fault.message for fault in faults}
        self.comments = defaultdict(list)
        for comment in submission.comments.filter(round=submission.round):
            self.comments[comment.field].append(comment.text)
        self.earlier = defaultdict(int)
        for name in submission.edits.filter(kept=True).values_list("name", flat=True):
            self.earlier[name] += 1
        self.topics = [(str(topic.pk), topic.name) for topic in Topic.objects.all()]

    def steps(self) -> list[DrawnStep]:
        drawn = [self._step(step) for step in steps_of(self.submission.depth)]
        for this, following in pairwise(drawn):
            this.next = following.step.key
        return drawn

    def _step(self, step: Step) -> DrawnStep:
        items = [self._field(item) if isinstance(item, Field) else self._group(item) for item in step.items]
        cells = [cell for item in items for cell in _cells(item)]
        return DrawnStep(step, items, sum(bool(c.fault) for c in cells), sum(len(c.comments) for c in cells))

    def _field(self, asked: Field) -> Drawn:
        value = self.shape.values.get(asked.name, "")
        known = self.topics if asked.choices == "topics" else asked.choices or ()
        chosen = set(value.split(",")) if asked.kind == "many" else {value}
        options = [(str(key), label, str(key) in chosen) for key, label in known]
        name = asked.name
        return Drawn(
            asked, value, options, self.comments.get(name, []), self.faults.get(name, ""), self.earlier.get(name, 0)
        )

    def _group(self, group: Group) -> DrawnGroup:
        rows = [DrawnRow(number + 1, [self._field(cell) for cell in group.row(number)]) for number in range(group.most)]
        last = max((row.number for row in rows if any(cell.value for cell in row.cells)), default=0)
        shown = min(group.most, last + SPARE_ROWS)
        return DrawnGroup(group, rows[:shown], rows[shown:])


def _cells(item: Drawn | DrawnGroup) -> list[Drawn]:
    return [item] if isinstance(item, Drawn) else [cell for row in (*item.rows, *item.more) for cell in row.cells]
