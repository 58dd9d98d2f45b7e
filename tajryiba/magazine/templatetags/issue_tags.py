"""What the pages of issues show: contents, neighbours, covers."""

from django import template
from django.contrib.contenttypes.models import ContentType

from ..issues import naming, public
from ..issues.covers import Cover
from ..models import Issue

register = template.Library()
register.filter("issue_name", naming.name)
register.filter("issue_short", naming.short_number)


@register.simple_tag(takes_context=True)
def issue_contents(context, page):
    """Of readers; in the preview of the staff drafts too."""
    return public.contents(page, drafts=getattr(context.get("request"), "is_preview", False))


@register.simple_tag
def issue_neighbours(page):
    return public.neighbours(page)


@register.inclusion_tag("magazine/_cover.html")
def cover(page, key: str = "c"):
    """The uploaded cover, else the drawn one; `key` is different for each cover of a page."""
    return {"cover": Cover(page, f"{key}{page.pk}")}


@register.inclusion_tag("notify/_follow.html", takes_context=True)
def follow_magazine(context):
    """The button with which one follows all new issues."""
    return {"request": context.get("request"), "name": "kind", "pk": ContentType.objects.get_for_model(Issue).pk}
