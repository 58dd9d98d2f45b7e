"""A material: facts that all languages share, one text a language, files and links; samples; collections."""

from .collection import Collection, CollectionItem
from .item import Extract, Item, LinkCheck, PreviewPage
from .material import DayCount, Material
from .sample import Sample, SampleField
from .text import MaterialText

__all__ = [
    "Collection",
    "CollectionItem",
    "DayCount",
    "Extract",
    "Item",
    "LinkCheck",
    "Material",
    "MaterialText",
    "PreviewPage",
    "Sample",
    "SampleField",
]
