"""Names and titles for notices and cases: facts in the languages in which they are known."""

from django.utils.translation import gettext as _

from tajryiba.core.languages import LANGUAGES, fallback_order
from tajryiba.reference.models import Unit

from ..models import Practice
from .models import Adoption


def unit_words(unit: Unit) -> dict[str, str]:
    return {code: getattr(unit, f"name_{code}") for code in LANGUAGES if getattr(unit, f"name_{code}")}


def title_words(practice: Practice) -> dict[str, str]:
    titles = {lang: text.title for lang, text in practice.texts_by_language.items()}
    return titles or {practice.original_language: practice.working_title}


def title_of(practice: Practice, language: str | None = None) -> str:
    titles = title_words(practice)
    return next((titles[code] for code in fallback_order(language, practice.original_language) if code in titles), "")


def case_subject(adoption: Adoption) -> str:
    """For the list of the staff: who, and which practice."""
    return _("%(unit)s: «%(title)s»") % {"unit": adoption.unit.name, "title": title_of(adoption.practice)}
