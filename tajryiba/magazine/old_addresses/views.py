"""The second step of Wagtail's import of redirects, which breaks when it is opened without the first one."""

from django.http import Http404
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.redirects.views import process_import

FROM_THE_FIRST_STEP = ("import_file_name", "input_format")


@require_admin_access
def confirm_import(request):
    """As Wagtail's own (permissions are asked there); 404 without what the first step hands over."""
    if request.method == "POST" and not all(request.POST.get(name) for name in FROM_THE_FIRST_STEP):
        raise Http404
    return process_import(request)
