"""Collections: what to read, in which order."""

from django.db.models import Count
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.languages import in_every_language

from .. import queries
from ..models import Collection


@require_safe
@cacheable
def collection_list(request):
    context = {
        "section": "library",
        "collections": Collection.objects.published().annotate(size=Count("items")),
        "alternates": in_every_language(lambda: reverse("collection_list")),
        "trail": [{"label": _("Library"), "url": reverse("material_list")}, {"label": _("Collections")}],
    }
    return render(request, "library/collection_list.html", context)


@require_safe
@cacheable
def collection_detail(request, pk: int, slug: str = ""):
    collection = Collection.objects.published().filter(pk=pk).first()
    if collection is None:
        raise Http404
    address = collection.get_absolute_url()
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    trail = [
        {"label": _("Library"), "url": reverse("material_list")},
        {"label": _("Collections"), "url": reverse("collection_list")},
        {"label": collection.title},
    ]
    context = {
        "section": "library",
        "collection": collection,
        "places": queries.places_of(collection),
        "alternates": collection.alternates(),
        "trail": trail,
    }
    return render(request, "library/collection_detail.html", context)
