"""Cards of practices: drawn once for each language and change number of a practice, then kept by every web process.

A card is the same wherever it stands, so lists of any length cost the database only what has changed since.
"""

from dataclasses import dataclass

from django.core.cache import caches
from django.template.loader import render_to_string

from tajryiba.core.languages import current_language
from tajryiba.core.templatetags.portal import use_icon

from .catalogue.index import current_index
from .models import Practice

KEPT_SECONDS = 300  # a renamed topic shows on old cards until then
LARGE, SMALL = "practices/_card.html", "practices/_row.html"


@dataclass(frozen=True)
class Card:
    """HTML of a card; `draw` tells the page which icons it needs."""

    html: str
    pk: int
    title: str

    def draw(self, context) -> str:
        use_icon(context, "map-pin")
        return self.html


def cards(pks: list[int], heading: str = "h3", template: str = LARGE) -> list[Card]:
    """Cards of the public practices `pks`, in their order; at most a constant number of queries."""
    language = current_language()
    entries = current_index().entries
    keys = {pk: f"card-{template}-{heading}-{language}-{pk}-{entries[pk].seq}" for pk in pks if pk in entries}
    kept = caches["local"].get_many(keys.values())
    missing = [pk for pk, key in keys.items() if key not in kept]
    if missing:
        drawn = {keys[practice.pk]: _draw(practice, heading, template) for practice in _load(missing)}
        caches["local"].set_many(drawn, KEPT_SECONDS)
        kept |= drawn
    return [Card(kept[key], pk, entries[pk].titles[language]) for pk, key in keys.items() if key in kept]


def _load(pks: list[int]):
    return Practice.objects.published().filter(pk__in=pks).with_cards()


def _draw(practice: Practice, heading: str, template: str) -> str:
    return render_to_string(template, {"practice": practice, "heading": heading, "language": current_language()})
