"""Materials as sources of citations: a guide or a sample rests on acts, and its owner hears when one changes."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.core import related
from tajryiba.legal import blocks, subjects
from tajryiba.legal.subjects import Subject

from .models import Material


def edits_materials(user, material: Material) -> bool:
    return user is not None and user.is_authenticated and user.has_perm("library.change_material")


def title_of(material: Material) -> str:
    text = material.text()
    return text.title if text else material.working_title


def texts_of(material: Material) -> Iterable[str]:
    """Drafts too: an editor cites while writing. The text of the files as well."""
    for text in material.texts.all():
        newest = text.get_latest_revision_as_object() if text.latest_revision_id else text
        yield from (words for words in (newest.title, newest.summary, newest.about) if words)
    for item in material.items.select_related("extract"):
        if hasattr(item, "extract") and item.extract.text:
            yield item.extract.text


MATERIAL = Subject(
    name="material",
    label=_("material"),
    plural=_("Materials of the library"),
    model=Material,
    public=lambda rows: rows.published(),
    visible=lambda material: material.is_public,
    title=title_of,
    url=lambda material: material.get_absolute_url(),
    may_cite=edits_materials,
    rows=lambda: Material.objects.prefetch_related("texts"),
    owners=lambda material: [material.owner] if material.owner else [],
    owner_url=lambda material: reverse("wagtailsnippets_library_material:edit", args=[material.pk]),
    texts=texts_of,
    admin_url=lambda material: reverse("wagtailsnippets_library_material:edit", args=[material.pk]),
    in_admin=True,
)


def connect() -> None:
    subjects.register(MATERIAL)
    related.register("legal.act", blocks.where_used(MATERIAL.name), order=15)
    related.register("library.material.top", blocks.changed_flag, order=10)
    related.register("library.material", blocks.legal_basis, order=5)
