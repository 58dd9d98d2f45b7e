"""What an author agrees to when sending. A text that somebody agreed to is never edited: a new version is added."""

from django.utils.translation import gettext_lazy as _

CONSENTS = {
    1: _(
        "I wrote this text and may publish it. The magazine and the portal may edit, translate and spread it under the "
        "licence CC BY 4.0 with my signature."
    ),
}
VERSION = max(CONSENTS)
