"""Loads materials.toml and samples.toml. What is there (by its `starter_key`) is left alone: editors may have changed
it.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from tajryiba.core.documents.paper import paper
from tajryiba.core.html import paragraphs
from tajryiba.core.languages import LANGUAGES
from tajryiba.reference.models import Topic

from ..domain import create_material, publish_text, write_text
from ..models import Collection, CollectionItem, Material, Sample, SampleField

FOLDER = Path(__file__).resolve().parent
SAMPLE_LANGUAGES = ("ky", "ru")


def load_library(address_of_practice: Callable[[str], str] = lambda key: "") -> tuple[int, int]:
    """Create and publish what is not there yet; returns how many materials and collections are new.

    `address_of_practice(starter key)` gives the address of a practice's page, or "" when there is none.
    """
    data = tomllib.loads((FOLDER / "materials.toml").read_text(encoding="utf-8"))
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    known = set(Material.objects.filter(starter_key__isnull=False).values_list("starter_key", flat=True))
    new = [row for row in data["material"] if row["key"] not in known]
    for row in reversed(new):  # the first of the file is the newest of the list
        load_material(row, topics)
    return len(new), sum(_load_collection(row, address_of_practice) for row in data["collection"])


@transaction.atomic
def load_material(row: dict, topics: dict[str, Topic]) -> Material:
    """One material with its links, its fillable sample and its published texts."""
    facts = {name: row[name] for name in ("kind", "origin", "licence", "year", "level", "audiences") if name in row}
    material = create_material(
        starter_key=row["key"],
        working_title=row["ru"]["title"],
        original_language=row.get("original", "ky"),
        source_url=row.get("source", ""),
        topics=[topics[slug] for slug in row["topics"] if slug in topics],
        items=[_link(link) for link in row.get("links", ())],
        **_columns("author", row["author"]),
        **facts,
    )
    if "sample" in row:
        _load_sample(material, row["sample"])
    languages = sorted(LANGUAGES, key=lambda code: code != material.original_language)
    for code in (code for code in languages if code in row):
        words = {**row[code], "about": paragraphs(row[code].get("about", ""))}
        publish_text(text=write_text(material=material, lang=code, **words))
    return material


def _columns(name: str, words: dict) -> dict:
    return {f"{name}_{code}": words.get(code, "") for code in LANGUAGES}


def _link(link: dict) -> dict:
    return {"url": link["url"], "languages": link["languages"], **_columns("name", link)}


def _load_sample(material: Material, name: str) -> Sample:
    row = tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))[name]
    sample = Sample(material=material)
    for code in SAMPLE_LANGUAGES:
        text = (FOLDER / "samples" / f"{name}_{code}.txt").read_text(encoding="utf-8")
        getattr(sample, f"file_{code}").save("sample.docx", ContentFile(paper(text, code)), save=False)
    for order, question in enumerate(row["questions"]):
        hints = {f"hint_{code}": question.get(f"hint_{code}", "") for code in LANGUAGES}
        facts = {name: question[name] for name in ("key", "kind", "required") if name in question}
        sample.questions.add(SampleField(sort_order=order, **facts, **_columns("label", question), **hints))
    sample.save()
    return sample


@transaction.atomic
def _load_collection(row: dict, address_of_practice: Callable[[str], str]) -> int:
    """1 when it was made. A place whose material or practice is not there is left out."""
    if Collection.objects.filter(starter_key=row["key"]).exists():
        return 0
    materials = {material.starter_key: material for material in Material.objects.filter(starter_key__isnull=False)}
    collection = Collection(
        starter_key=row["key"], is_public=True, **_columns("title", row["title"]), **_columns("summary", row["summary"])
    )
    for order, place in enumerate(row["item"]):
        material = materials.get(place.get("material", ""))
        address = address_of_practice(place["practice"]) if "practice" in place else ""
        if material or address:
            item = CollectionItem(sort_order=order, material=material, address=address, **_columns("note", place))
            item.clean()
            collection.items.add(item)
    collection.save()
    return 1
