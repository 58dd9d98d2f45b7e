"""Reads over several models: pages, lists, the blocks on pages of others."""

from dataclasses import dataclass

from django.db.models import Prefetch

from . import shelf
from .models import Collection, CollectionItem, Item, Material, MaterialText, PreviewPage
from .shelf import Line


def materials_in_order(pks: list[int]) -> list[Material]:
    """Public materials with all that a row of a list shows, in the order of `pks`."""
    found = Material.objects.published().with_cards().in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def load_material(pk: int, *, texts=None) -> Material | None:
    """A material, public or not, with all that its page shows; a constant number of queries."""
    live = MaterialText.objects.live().defer("folded")
    items = Item.objects.select_related("document__collection", "link_check").prefetch_related(
        Prefetch("pages", PreviewPage.objects.select_related("item"))
    )
    return (
        Material.objects.select_related("sample")
        .prefetch_related(Prefetch("texts", live, to_attr="live_texts"), Prefetch("items", items), "topics")
        .filter(pk=pk)
        .first()
    )


def materials_of_topics(topics, limit: int = 6) -> list[Material]:
    """Newest public materials of any of these topics."""
    found = Material.objects.published().filter(topics__in=topics).distinct().order_by("-published_at", "-pk")
    return list(found.with_cards()[:limit])


def collections_with(material: Material) -> list[Collection]:
    """Public collections in which the material stands."""
    return list(Collection.objects.published().filter(items__material=material).distinct())


@dataclass(frozen=True)
class Place:
    """A place of a collection as it is shown."""

    item: CollectionItem
    line: Line


def places_of(collection: Collection) -> list[Place]:
    """What stands in the collection and is public, in the editor's order; queries do not grow with their number."""
    items = list(collection.items.order_by("sort_order", "pk"))
    materials = Material.objects.published().with_cards().in_bulk([item.material_id for item in items])
    others = shelf.lines([(item.content_type_id, item.object_id) for item in items if item.object_id])
    places = []
    for item in items:
        material = materials.get(item.material_id)
        line = line_of(material) if material else others.get((item.content_type_id, item.object_id))
        if line is not None:
            places.append(Place(item, line))
    return places


def line_of(material: Material) -> Line:
    text = material.text()
    return Line(text.title, text.summary, material.get_absolute_url(), text.lang, material.get_kind_display())
