"""What search engines are told about a material (schema.org)."""

from django.conf import settings

from .enums import LEARNING, Licence
from .models import Material

LICENCES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
}


def about_material(material: Material) -> dict:
    """Facts for `core.jsonld`."""
    text = material.text()
    files = [item for item in material.shown_items() if item.document]
    return {
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
