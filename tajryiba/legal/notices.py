"""What legal tells people, and in which words."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import in_every_language
from tajryiba.notify import domain as notify
from tajryiba.notify import following, kinds
from tajryiba.notify.kinds import Kind
from tajryiba.people.models import User

from . import subjects
from .models import Act, Change

CHECK = "legal.check"
CHANGED = "legal.act_changed"
NEW = "legal.act_new"

KINDS = (
    Kind(
        CHECK,
        label=_("An act on which our texts rest was changed"),
        subject=_("Check: the act changed on %(since)s"),
        body=_("%(act)s: %(what)s from %(since)s. It is named in: %(titles)s. Read what changed and tell the editors."),
    ),
    Kind(
        CHANGED,
        label=_("An act that I follow was changed"),
        subject=_("%(what)s: %(act)s"),
        body=_("From %(since)s. %(words)s"),
    ),
    Kind(NEW, label=_("A new act on what I follow"), subject=_("New act: %(act)s"), body="%(summary)s"),
)


def register() -> None:
    for kind in KINDS:
        kinds.register(kind)


def _facts(change: Change) -> dict:
    act = change.act
    return {
        "act": in_every_language(lambda: act.full_title),
        "what": in_every_language(lambda: str(change.get_kind_display())),
        "since": change.in_force_from,
    }


def tell_owners(change: Change, sources: Iterable[Model]) -> set[int]:
    """Each person once for a change, however many of their texts it concerns. Returns who was told."""
    concerned: dict[int, list[Model]] = defaultdict(list)
    people: dict[int, User] = {}
    for source in sources:
        subject = subjects.of(source)
        for person in [*subject.owners(source), *subject.also(source)]:
            people[person.pk] = person
            if source not in concerned[person.pk]:
                concerned[person.pk].append(source)
    groups: dict[tuple, list[User]] = defaultdict(list)
    for pk, objects in concerned.items():
        groups[tuple((type(obj), obj.pk) for obj in objects)].append(people[pk])
    for group in groups.values():
        objects = concerned[group[0].pk]
        facts = _facts(change) | {"titles": in_every_language(lambda objects=objects: _titles(objects))}
        first = subjects.of(objects[0])
        link = (first.owner_url or first.url)(objects[0])
        notify.send(CHECK, to=group, facts=facts, link=link, key=f"change:{change.pk}")
    return set(people)


def _titles(objects: list[Model]) -> str:
    return ", ".join(f"«{subjects.of(obj).title(obj)}»" for obj in objects)


def announce_change(change: Change, but: set[int]) -> None:
    """To who follows the act or one of its topics, unless told already as an owner. Not about drafts."""
    act = change.act
    if not act.is_public:
        return
    words = {code: getattr(change, f"meaning_{code}") or getattr(change, f"what_{code}") for code in ("ky", "ru", "en")}
    about = [act, *act.topics.all()]
    facts = _facts(change) | {"words": words}
    link = act.get_absolute_url()
    following.announce(CHANGED, about=about, facts=facts, link=link, key=f"change:{change.pk}", but=but)


def announce_new(act: Act) -> None:
    """To who follows its topics, or acts as a kind."""
    about = [*act.topics.all(), ContentType.objects.get_for_model(Act)]
    facts = {
        "act": in_every_language(lambda: act.full_title),
        "summary": {code: getattr(act, f"summary_{code}") for code in ("ky", "ru", "en")},
    }
    following.announce(NEW, about=about, facts=facts, link=act.get_absolute_url(), key=f"act:{act.pk}")
