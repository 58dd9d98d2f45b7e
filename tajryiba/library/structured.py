"""What search engines are told about a material (schema.org)."""

import json

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .enums import LEARNING, Licence
from .models import Material

LICENCES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
}
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def about_material(material: Material) -> dict:
    """Only what is known; an empty fact is left out."""
    text = material.text()
    files = [item for item in material.shown_items() if item.document]
    facts = {
        "@context": "https://schema.org",
        "@type": "LearningResource" if material.kind in LEARNING else "DigitalDocument",
        "name": text.title,
        "description": text.summary,
        "url": settings.SITE_URL + material.url_in(text.lang),
        "inLanguage": [code for code in material.languages() if code != "other"],
        "datePublished": str(material.year) if material.year else "",
        "author": {"@type": "Organization", "name": material.author} if material.author else "",
        "license": LICENCES.get(material.licence, ""),
        "about": [topic.name for topic in material.topics.all()],
        "audience": [{"@type": "Audience", "audienceType": label} for label in map(str, material.audience_labels())],
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": settings.SITE_URL + item.download_url(),
                "encodingFormat": item.document.content_type.partition(";")[0],
            }
            for item in files
        ],
    }
    return {name: value for name, value in facts.items() if value}


def json_ld(facts: dict) -> SafeString:
    """A data block: browsers run nothing of it, and no text can end it."""
    text = json.dumps(facts, ensure_ascii=False)
    for sign, written in _UNSAFE.items():
        text = text.replace(sign, written)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
