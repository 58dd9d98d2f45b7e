"""`analyse --lang ky WORD…`: the stem of every word, a line each (without words: of every line of standard input)."""

import json
import sys

from django.core.management.base import BaseCommand

from tajryiba.search.analysis import document_tokens
from tajryiba.search.analysis.kyrgyz import stemmer
from tajryiba.search.analysis.kyrgyz.spelling import plain
from tajryiba.search.analysis.normal import words
from tajryiba.search.analysis.tokens import stems

READINGS = 4


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="*", metavar="WORD")
        parser.add_argument("--lang", choices=["ky", "ru", "en"], default="ky")
        parser.add_argument("--tokens", action="store_true", help="also all tokens that the index would hold")
        parser.add_argument("--readings", action="store_true", help="Kyrgyz: the cheapest readings with their prices")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, lang, tokens, readings, **options):
        given = options["words"] or [line.strip() for line in sys.stdin if line.strip()]
        found = [(word, document_tokens(word, lang)) for word in given]
        if options["json"]:
            lines = [{"word": word, "stem": stem(word, lang), "tokens": its} for word, its in found]
            self.stdout.write(json.dumps(lines, ensure_ascii=False))
            return
        for word, its in found:
            self.stdout.write("\t".join([word, stem(word, lang), *([" ".join(its)] if tokens else [])]))
            for part in words(word) if readings and lang == "ky" else ():
                self.stdout.write("    " + _readings(part.text))


def stem(given: str, lang: str) -> str:
    """Several words have several stems, an ending written after a number has none; what is no word stays itself."""
    parts = [word for word in words(given) if not word.tail]
    return " ".join(word.text if word.number else stems(word.text, lang)[0][2:] for word in parts) or given


def _readings(word: str) -> str:
    prices = stemmer.analyses(plain(word))
    cheapest = sorted(prices, key=lambda stem: (prices[stem], stem))[:READINGS]
    return ", ".join(f"{stem} {prices[stem]:.1f}" for stem in cheapest)
