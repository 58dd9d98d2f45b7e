"""Static pages are written by editors in the admin; this verb is for what a new portal begins with."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from tajryiba.core.errors import DomainError

from ..models import LanguageHome, StaticPage


@transaction.atomic
def write_static_page(
    *, slug: str, lang: str, title: str, key: uuid.UUID | None = None, actor=None, publish: bool = False, **words
) -> StaticPage:
    """A page right below the home of a language: a draft, or live at once. Versions of one page share their `key`.

    Side effects of the publication: see `domain.page_published`. Raises DomainError when the address is taken, and
    ValidationError when a part of the portal has it.
    """
    home = LanguageHome.objects.get(locale__language_code=lang)
    if home.get_children().filter(slug=slug).exists():
        raise DomainError(_("There is a page with this address. Open it and edit it."), code="exists")
    locale = Locale.objects.get(language_code=lang)
    page = StaticPage(
        title=title, slug=slug, locale=locale, translation_key=key or uuid.uuid4(), live=False, owner=actor, **words
    )
    home.add_child(instance=page)
    revision = page.save_revision(user=actor, log_action=False)
    if publish:
        revision.publish(user=actor)
        page.refresh_from_db()
    return page
