"""The form as templates draw it: the component of the fields is that of submitted practices."""

from tajryiba.practices.submission.drawing import Drawn
from tajryiba.practices.submission.fields import Field
from tajryiba.practices.submission.shape import Fault
from tajryiba.reference.models import Topic

from .fields import FIELDS


def drawn_fields(values: dict[str, str], faults: list[Fault] = ()) -> dict[str, Drawn]:
    """Every field to draw by its name; one query, for the topics."""
    wrong = {fault.field: fault.message for fault in faults}
    topics = [(str(topic.pk), topic.name) for topic in Topic.objects.all()]
    return {
        name: Drawn(field, values[name], _options(field, values[name], topics), fault=wrong.get(name, ""))
        for name, field in FIELDS.items()
    }


def _options(field: Field, value: str, topics: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    known = topics if field.choices == "topics" else field.choices or ()
    chosen = set(value.split(",")) if field.kind == "many" else {value}
    return [(str(key), label, str(key) in chosen) for key, label in known]
