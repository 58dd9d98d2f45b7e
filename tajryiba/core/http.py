"""Helpers around responses."""

from functools import wraps

from django.utils.cache import patch_cache_control

from . import changes

MAX_ID = 2**63 - 1  # a longer number in an address cannot be a row, and a database refuses it


def cacheable(view):
    """A page that is the same for every guest: shared caches may keep it for a minute and ask again with its ETag.

    The change numbers are asked for before anything is loaded, so that pieces of the page may be kept (kept.py).
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        changes.numbers()
        response = view(request, *args, **kwargs)
        if response.status_code in (200, 301):
            patch_cache_control(response, public=True, max_age=0, s_maxage=60, must_revalidate=True)
        return response

    return wrapper
