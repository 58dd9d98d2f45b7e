"""Content in three languages: which one to show when the asked one is missing (docs/architecture.md, section 4)."""

from collections.abc import Callable

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import translation
from django.utils.translation import get_language
from translated_fields import TranslatedField

LANGUAGES = ("ky", "ru", "en")
FALLBACK = ("ky", "ru", "en")


def current_language() -> str:
    """The language of this request, always one of ours."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return language if language in LANGUAGES else settings.LANGUAGE_CODE


def fallback_order(asked: str | None = None, original: str | None = None) -> list[str]:
    """Asked language, then the original's, then ky, ru, en; each once."""
    order = [asked or current_language(), original, *FALLBACK]
    return list(dict.fromkeys(code for code in order if code))


def _getter(name, field):
    def get(instance):
        for language in fallback_order():
            if value := getattr(instance, f"{name}_{language}"):
                return value
        return ""

    return get


def translated(field, **kwargs) -> TranslatedField:
    """Shape C: columns name_ky, name_ru, name_en; `obj.name` falls back so that nothing vanishes.
    Every column may be empty.
    """
    field.blank = True
    if not field.has_default():
        field.default = ""
    return TranslatedField(field, languages=list(LANGUAGES), attrgetter=_getter, **kwargs)


def localized(name: str, language: str | None = None):
    """An expression for filters and order: the column of the asked language, else of the next one that is not empty."""
    columns = [f"{name}_{code}" for code in fallback_order(language)]
    return Coalesce(*[NullIf(F(column), Value("")) for column in columns], Value(""))


def spoken_language(instance, name: str) -> str:
    """In which language `instance.name` is really shown now: for the `lang` attribute."""
    return next((code for code in fallback_order() if getattr(instance, f"{name}_{code}")), current_language())


def in_every_language(address: Callable[[], str]) -> dict[str, str]:
    """What `address()` gives in each of the three languages: the `alternates` of a page."""
    urls = {}
    for code in LANGUAGES:
        with translation.override(code):
            urls[code] = address()
    return urls
