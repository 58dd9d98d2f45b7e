"""A sample's form: what a guest types goes into the document that comes back, and is kept nowhere."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tajryiba.core.documents.docx import docx_response
from tajryiba.core.errors import DomainError
from tajryiba.core.languages import in_every_language
from tajryiba.core.slugs import latin_slug

from .. import queries
from ..domain import count_download
from ..models import Material
from ..samples import FillForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def material_fill(request, pk: int):
    """The form; a POST gives the DOCX. Sending it twice gives the same paper twice and changes nothing."""
    material = queries.load_material(pk)
    if material is None or not material.is_public or not material.is_fillable:
        raise Http404
    form = FillForm(request.POST if request.method == "POST" else None, sample=material.sample)
    if form.is_bound and form.is_valid():
        try:
            return _paper(material, form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
    return render(request, "library/material_fill.html", _context(material, form))


def _paper(material: Material, form: FillForm):
    language = form.cleaned_data["LANG"]
    data = form.filled(material.sample)
    count_download(material)
    return docx_response(data, f"{latin_slug(material.text(language).title)}-{language}")


def _context(material: Material, form: FillForm) -> dict:
    text = material.text()
    return {
        "section": "library",
        "material": material,
        "text": text,
        "form": form,
        "alternates": in_every_language(lambda: reverse("material_fill", args=[material.pk])),
        "trail": [
            {"label": _("Library"), "url": reverse("material_list")},
            {"label": text.title, "url": material.get_absolute_url()},
            {"label": _("Fill in")},
        ],
    }
