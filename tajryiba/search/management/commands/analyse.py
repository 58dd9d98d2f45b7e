"""`analyse --lang ky WORD…`: what the index makes of words; for Kyrgyz also how each was read."""

import json

from django.core.management.base import BaseCommand

from tajryiba.search.analysis.kyrgyz import stemmer
from tajryiba.search.analysis.kyrgyz.spelling import plain
from tajryiba.search.analysis.normal import words
from tajryiba.search.analysis.tokens import tokens_of

READINGS = 4


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="+", metavar="WORD")
        parser.add_argument("--lang", choices=["ky", "ru", "en"], default="ky")
        parser.add_argument("--readings", action="store_true", help="Kyrgyz: the cheapest readings with their prices")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, lang, readings, **options):
        found = [
            {"word": word.text, "stem": _stem(tokens := tokens_of(word, lang)), "tokens": list(tokens)}
            for word in words(" ".join(options["words"]))
        ]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for item in found:
            self.stdout.write(f"{item['word']}\t{item['stem']}\t{' '.join(item['tokens'])}")
            if readings and lang == "ky":
                self.stdout.write("    " + _readings(item["word"]))


def _stem(tokens) -> str:
    """The first token that is neither the word as written nor its beginning."""
    return next((token[2:] for token in tokens if token[0] not in "xp"), "")


def _readings(word: str) -> str:
    prices = stemmer.analyses(plain(word))
    cheapest = sorted(prices, key=lambda stem: (prices[stem], stem))[:READINGS]
    return ", ".join(f"{stem} {prices[stem]:.1f}" for stem in cheapest)
