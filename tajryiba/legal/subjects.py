"""What may cite an act: each app above registers its models. legal itself knows no practice and no adoption."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Subject:
    """How legal deals with one model that cites acts.

    `public(rows)` narrows a queryset to what everybody may read, `visible(obj)` says the same of one; `rows()` loads
    what a title needs. `owners(obj)` are told of a change, and sent to `owner_url` (or `url`); `also(obj)` are told too
    (as a practice's adopters). `texts(obj)` are searched for citations. `admin_url(obj)` is where the staff works on
    it; with `in_admin` they cite there too.
    """

    name: str
    label: str
    plural: str
    model: type[Model]
    public: Callable[[QuerySet], QuerySet]
    visible: Callable[[Model], bool]
    title: Callable[[Model], str]
    url: Callable[[Model], str]
    may_cite: Callable[[object, Model], bool]
    rows: Callable[[], QuerySet]
    owners: Callable[[Model], Iterable] = lambda obj: ()
    also: Callable[[Model], Iterable] = lambda obj: ()
    owner_url: Callable[[Model], str] | None = None
    texts: Callable[[Model], Iterable[str]] = lambda obj: ()
    admin_url: Callable[[Model], str] = lambda obj: ""
    in_admin: bool = False

    @property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model)


_by_name: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Call from `AppConfig.ready`."""
    _by_name[subject.name] = subject


def every() -> list[Subject]:
    return list(_by_name.values())


def of(obj: Model) -> Subject:
    """Raises LookupError for an object of a model that nobody registered: a fault of the program."""
    for subject in _by_name.values():
        if isinstance(obj, subject.model):
            return subject
    raise LookupError(f"{type(obj).__name__} cites no acts: register a legal.subjects.Subject")


def of_type(content_type_id: int) -> Subject | None:
    return next((one for one in _by_name.values() if one.content_type.pk == content_type_id), None)
