"""What may be asked about: each app above registers the models under which it shows a thread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Words:
    """How the thread under an object is spoken of: its heading, what stands there when it is empty, the button."""

    heading: str
    nobody: str
    ask: str


AUTHORS = Words(
    heading=gettext_lazy("Questions to the authors"),
    nobody=gettext_lazy(
        "Nobody has asked yet. The question goes to the municipality that did it and to those who repeated it; "
        "the answer stays here for all."
    ),
    ask=gettext_lazy("Ask the authors"),
)


@dataclass(frozen=True)
class Subject:
    """How discuss, which knows no business, deals with one model.

    `visible(user, obj)` says who may read it, and so ask under it. `title(obj)` and `url(obj)` answer in the active
    language. `addressees(obj)` are the people who should answer; apps above may add more (hook "discuss_asked").
    `place(obj)` is (organisation_id, unit_id) for duties and indicators. `rows()` loads what titles of a list need.
    `name` stands in the address of its pages, `label` is "practice" in words, `topics(obj)` are keys for the search.
    `words` are those of its thread.
    """

    name: str
    label: str
    model: type[Model]
    visible: Callable[[object, Model], bool]
    title: Callable[[Model], str]
    url: Callable[[Model], str]
    addressees: Callable[[Model], Iterable] = lambda obj: ()
    place: Callable[[Model], tuple[int | None, int | None]] = lambda obj: (None, None)
    rows: Callable[[], QuerySet] | None = None
    topics: Callable[[Model], Iterable[int]] = lambda obj: ()
    words: Words = AUTHORS

    def load(self) -> QuerySet:
        return self.rows() if self.rows else self.model._default_manager.all()


_by_name: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Call from `AppConfig.ready`."""
    _by_name[subject.name] = subject


def named(name: str) -> Subject | None:
    return _by_name.get(name)


def every() -> list[Subject]:
    return list(_by_name.values())


def is_asked(post, person) -> bool:
    """Whether the post is under something that `person` did: then they answer it and do not sweep it away."""
    return any(one.pk == person.pk for one in of(post.obj).addressees(post.obj))


def title_for(obj: Model, person) -> str:
    """The title for one who wrote under `obj`; a neutral word when it is not public any more."""
    subject = of(obj)
    return subject.title(obj) if subject.visible(person, obj) else _("no longer public")


def of(obj: Model) -> Subject:
    """Raises LookupError for an object of a model that nobody registered: a fault of the program."""
    for subject in _by_name.values():
        if isinstance(obj, subject.model):
            return subject
    raise LookupError(f"Nobody asks about {type(obj).__name__}: register a discuss.subjects.Subject")
