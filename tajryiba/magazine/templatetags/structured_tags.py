"""What stands in the head of a page for search engines: of one page, or of the magazine itself."""

from django import template

from tajryiba.core.jsonld import json_ld

from .. import structured as facts

register = template.Library()


@register.simple_tag
def structured(page) -> str:
    about = facts.about(page)
    return json_ld(about) if about else ""


@register.simple_tag
def structured_periodical() -> str:
    return json_ld(facts.CONTEXT | facts.periodical())
