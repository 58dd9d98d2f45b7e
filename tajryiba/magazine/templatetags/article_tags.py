"""What the page of an article shows beside its story."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from ..articles import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def look_of(context, page):
    """The page's facts; puts the way to it (`trail`) into the context."""
    look = queries.look(page)
    trail = [{"label": _("Magazine"), "url": reverse("magazine")}]
    if look.place and look.place.url:
        trail.append({"label": look.place.words, "url": look.place.url})
    context["trail"] = [*trail, {"label": page.title, "url": ""}]
    return look
