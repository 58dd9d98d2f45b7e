"""How files leave: always to be saved, called what they are inside, counted without knowing who takes them."""

from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from tajryiba.media.rules import is_public_document
from tajryiba.media.views import SANDBOX, document_response

from ..domain import count_download
from ..domain.counting import KEPT_BY_THE_READER, is_a_reading
from ..models import Item, PreviewPage


@require_safe
def material_download(request, pk: int, item: int):
    """The file of an item, to be saved; 404 unless everybody may read both the material and the file."""
    found = _public_item(pk, item)
    response = document_response(request, found.document, public=True)
    _, _, name = response["Content-Disposition"].partition(";")
    response["Content-Disposition"] = f"attachment;{name}"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Robots-Tag"] = "noindex"
    del response["Cache-Control"]
    patch_cache_control(response, private=True, max_age=KEPT_BY_THE_READER)
    if request.method == "GET" and response.status_code in (200, 206) and is_a_reading(request.headers):
        count_download(found.material)
    return response


@require_safe
def material_preview(request, pk: int, page: int):
    """A picture that we drew ourselves of a page of a file that everybody may read."""
    found = PreviewPage.objects.filter(pk=page).first()
    if found is None:
        raise Http404
    _public_item(pk, found.item_id)
    try:
        file = found.file.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=300"
    return response


def _public_item(pk: int, item: int) -> Item:
    found = (
        Item.objects.files()
        .filter(pk=item, material_id=pk, material__is_public=True)
        .select_related("material", "document__collection")
        .first()
    )
    if found is None or not is_public_document(None, found.document):
        raise Http404
    return found
