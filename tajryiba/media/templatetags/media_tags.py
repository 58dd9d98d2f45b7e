"""`{% picture image "width-400" "width-800" sizes="…" %}`: a picture as a page shows it."""

import logging

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.images.models import SourceImageIOError

from tajryiba.core.languages import current_language, spoken_language

from ..workspace import SIZES

register = template.Library()
log = logging.getLogger(__name__)


@register.simple_tag
def picture(image, *specs: str, sizes: str = "", eager: bool = False, alt: str | None = None, **attributes):
    """`<img>` in WebP with its size, alt text in the page's language (or the next one, marked), loaded lazily.

    The first spec is the `src`; several make a `srcset`. `eager=True` on top of a page; `alt=""` for decoration;
    other attributes as they are (`class`, `data_x` becomes data-x). "" when there is no picture or its file is gone.
    In lists fetch with `prefetch_renditions(*specs)`: then no picture costs a query.
    """
    if not image or image.in_workspace:  # of that there must be no rendition: everybody reads those
        return ""
    try:
        found = image.get_renditions(*specs)
    except (SourceImageIOError, OSError) as error:
        log.warning("image %s cannot be shown: %s", image.pk, type(error).__name__)
        return ""
    renditions = [found[spec] for spec in specs]
    html = {key.replace("_", "-"): value for key, value in attributes.items()}
    html |= {"src": renditions[0].url, "width": renditions[0].width, "height": renditions[0].height}
    if len(renditions) > 1:
        html["srcset"] = ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
        html["sizes"] = sizes or "100vw"
    html |= {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    return _img(image, html, alt)


@register.simple_tag
def workspace_picture(image, size: str = "card"):
    """`<img>` of a picture of a workspace: its address asks the owner each time."""
    _spec, width, height = SIZES[size]
    html = {"src": reverse("workspace_picture", args=[image.pk, size]), "width": width, "height": height}
    return _img(image, {**html, "loading": "lazy", "decoding": "async"}, None)


def _img(image, html: dict, alt: str | None):
    html["alt"] = image.alt if alt is None else alt
    language = spoken_language(image, "alt")
    if html["alt"] and alt is None and language != current_language():
        html["lang"] = language
    return format_html("<img{}>", format_html_join("", ' {}="{}"', html.items()))
