"""The list and the page of a material. Both are the same for every guest; nothing personal is rendered here."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.jsonld import json_ld
from tajryiba.core.languages import in_every_language

from .. import queries
from ..facets import Choice, Shelf
from ..models import Collection, Material, MaterialText
from ..structured import about_material

SHOWN_COLLECTIONS = 4


@require_safe
@cacheable
def material_list(request):
    choice = Choice.from_query(request.GET)
    found = Shelf(choice)
    narrowed = bool(choice.values or choice.query)
    context = {
        "section": "library",
        "choice": choice,
        "shelf": found,
        "page": found.page,
        "materials": queries.materials_in_order(found.page.object_list),
        "groups": found.groups(),
        "chips": found.chips(),
        "narrowed": narrowed,
        "collections": [] if narrowed else list(Collection.objects.published()[:SHOWN_COLLECTIONS]),
        "alternates": {} if narrowed else in_every_language(lambda: reverse("material_list")),
    }
    return render(request, "library/material_list.html", context)


@require_safe
@cacheable
def material_detail(request, pk: int, slug: str = ""):
    material = queries.load_material(pk)
    if material is None or not material.is_public:
        raise Http404
    address = material.url_in(get_language())
    if request.path != address:
        query = request.GET.urlencode()
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    return render(request, "library/material_detail.html", page_context(material))


def page_context(material: Material) -> dict:
    text = material.text()
    return {
        "section": "library",
        "material": material,
        "text": text,
        "items": material.shown_items(),
        "pages": _pages(material),
        "collections": queries.collections_with(material) if material.pk else [],
        "structured": json_ld(about_material(material)),
        "alternates": material.alternates(),
        "trail": [{"label": _("Library"), "url": reverse("material_list")}, {"label": text.title}],
    }


def _pages(material: Material) -> list:
    """Pictures of the first file that has them and that everybody may read."""
    return next((pages for item in material.shown_items() if (pages := list(item.pages.all()))), [])


def preview_text(request, text: MaterialText):
    """The page of a material with the draft `text` in place of the live one; Wagtail calls it for who may edit."""
    material = queries.load_material(text.material_id)
    material.live_texts = [text, *(live for live in material.live_texts if live.lang != text.lang)]
    material.__dict__.pop("texts_by_language", None)
    request.icons_used = set()
    context = page_context(material) | {"text": text, "is_preview": True}
    return render(request, "library/material_detail.html", context)
