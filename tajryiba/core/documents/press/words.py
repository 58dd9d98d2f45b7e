"""The few words that a document itself says, in its own language whoever orders it."""

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext


def words(language: str) -> dict[str, str]:
    """What the templates print beside the publication's own texts."""
    with override(language):
        return {
            "contents": pgettext("magazine", "In this issue"),
            "cover": _("Cover"),
            "web": _("On the web: read, ask, share"),
            "notes": _("Notes"),
            "sources": pgettext("notes of an article", "Sources"),
            "source": pgettext("of a table or chart", "Source"),
            "photo": pgettext("credit of a picture", "Photo"),
            "missing": _("The picture could not be printed."),
            "imprint": _("Imprint"),
            "back": _("Back to the text"),
            "qr": _("QR code of the address"),
            "colon": ": ",
        }
