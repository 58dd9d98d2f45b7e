from functools import partial

from django.utils.functional import SimpleLazyObject

from . import related
from .languages import current_language


def site(request) -> dict:
    """What every template may use. Nothing personal: public pages are the same for every guest."""
    return {
        "language": current_language(),
        "main_menu": related.menu("main"),
        "footer_menu": SimpleLazyObject(partial(related.whole_menu, "footer")),
        "footer_base_menu": related.menu("footer_base"),
    }
