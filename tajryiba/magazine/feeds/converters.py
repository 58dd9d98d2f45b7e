"""Parts of a feed's address."""

from django.urls import register_converter

from tajryiba.core.languages import LANGUAGES

FORMATS = ("rss", "atom", "json")


class LanguageConverter:
    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FormatConverter(LanguageConverter):
    regex = "|".join(FORMATS)


register_converter(LanguageConverter, "language")
register_converter(FormatConverter, "feed")
