"""What may be followed: each app registers its models, as discuss does with its subjects."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Followable:
    """`name` stands in the address, `label` is «act» in words. `visible(user)` gives the rows that one may follow;
    `title(obj)` and `url(obj)` answer in the active language.
    """

    name: str
    label: str
    model: type[Model]
    visible: Callable[[object], QuerySet]
    title: Callable[[Model], str] = str
    url: Callable[[Model], str] = lambda obj: obj.get_absolute_url()


_by_name: dict[str, Followable] = {}


def register(followable: Followable) -> None:
    """Call from `AppConfig.ready`."""
    _by_name[followable.name] = followable


def named(name: str) -> Followable | None:
    return _by_name.get(name)


def every() -> list[Followable]:
    return list(_by_name.values())


# --- Kinds: «all new acts» is following the content type ---

_kinds: dict[type[Model], tuple[Callable[[], str], Callable[[], str]]] = {}


def register_kind(model: type[Model], title: Callable[[], str], url: Callable[[], str]) -> None:
    """New objects of `model` may be followed as a whole; who announces them names their content type."""
    _kinds[model] = (title, url)


def _types(_user) -> QuerySet:
    known = ContentType.objects.get_for_models(*_kinds).values() if _kinds else ()
    return ContentType.objects.filter(pk__in=[one.pk for one in known])


register(
    Followable(
        "kind",
        _("everything new"),
        ContentType,
        _types,
        title=lambda row: _kinds[row.model_class()][0](),
        url=lambda row: _kinds[row.model_class()][1](),
    )
)
