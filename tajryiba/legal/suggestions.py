"""Citations of acts found in a text and looked up in the register: offered to an editor, never saved by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES

from .enums import ActKind
from .models import Act, Citation
from .texts.blocks import plain
from .texts.recognising import Reference, references

MOST = 60
MOST_CHARACTERS = 300_000
STEM = 5  # letters of a word that its endings leave alone


@dataclass(frozen=True)
class Suggestion:
    """`act` is None when the register has none like it; `done` when the source cites it already."""

    reference: Reference
    act: Act | None
    article: str
    done: bool

    @property
    def value(self) -> str:
        """As a form sends it back."""
        return f"{self.act.pk}:{self.article}" if self.act else ""


def suggest(source: Model, texts: Iterable[str]) -> list[Suggestion]:
    """What the texts (plain or HTML) cite, each act and place once, in the order in which they are named."""
    register = _Register()
    known = set(Citation.objects.of(source).values_list("act_id", "article"))
    found: dict[tuple, Suggestion] = {}
    for text in texts:
        for reference in references(plain(text[:MOST_CHARACTERS].replace("</p>", " </p>"))):
            act = register.find(reference)
            key = (act.pk, reference.article) if act else (fold(reference.title), reference.number, reference.article)
            done = act is not None and (act.pk, reference.article) in known
            found.setdefault(key, Suggestion(reference, act, reference.article, done))
    return _without_the_vague(list(found.values()))[:MOST]


def _without_the_vague(found: list[Suggestion]) -> list[Suggestion]:
    """The act as a whole is not offered beside one of its articles."""
    exact = {one.act.pk for one in found if one.act and one.article}
    return [one for one in found if one.article or one.act is None or one.act.pk not in exact or one.done]


class _Register:
    """Public acts, read once for all references of a text."""

    def __init__(self) -> None:
        names = [f"title_{code}" for code in LANGUAGES]
        rows = Act.objects.public().only("kind", "number", "adopted", "status", *names)
        self.acts = list(rows.order_by("-adopted", "-pk"))
        self.titles = {act.pk: {fold(getattr(act, name)) for name in names} - {""} for act in self.acts}

    def find(self, reference: Reference) -> Act | None:
        """By number and date, by title, by number and kind; of several the one that is in force, then the newest."""
        for rule in (self._by_number, self._by_title, self._by_code):
            if found := rule(reference):
                return sorted(found, key=lambda act: act.status in ("void", "unchecked"))[0]
        return None

    def _by_number(self, reference: Reference) -> list[Act]:
        if not reference.number:
            return []
        same = [act for act in self.acts if act.number == reference.number]
        if reference.adopted:
            return [act for act in same if act.adopted == reference.adopted.isoformat()]
        title = fold(reference.title)
        same = [act for act in same if act.kind == reference.kind and (not title or title in self.titles[act.pk])]
        return same if len(same) == 1 else []

    def _by_title(self, reference: Reference) -> list[Act]:
        title = fold(reference.title)
        if not title or reference.number:
            return []
        return [act for act in self.acts if title in self.titles[act.pk]]

    def _by_code(self, reference: Reference) -> list[Act]:
        """«Бюджетного кодекса», «Бюджет кодексинин»: the first word without its ending."""
        if reference.kind != ActKind.CODE or reference.number:
            return []
        stem = fold(reference.title).split(" ")[0][:STEM]
        codes = [act for act in self.acts if act.kind == ActKind.CODE]
        return [act for act in codes if any(stem in f" {title}" for title in self.titles[act.pk])]


def act_like(number: str, adopted: str) -> Act | None:
    """The public act with this number and date, whatever its kind says."""
    return Act.objects.public().filter(number=number, adopted=adopted).order_by("pk").first() if number else None
