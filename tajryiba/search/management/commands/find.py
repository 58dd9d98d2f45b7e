"""`find "суу түтүгү" --lang ky [--json]`: what a guest would find."""

import json

from django.core.management.base import BaseCommand

from tajryiba.core.languages import LANGUAGES
from tajryiba.search.queries import find


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("query")
        parser.add_argument("--lang", choices=LANGUAGES, default="", help="objects in this language come first")
        parser.add_argument("--kind", default="", help="practice, question, municipality, topic …")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, query, lang, kind, page, **options):
        results = find(query, lang=lang, filters={"kind": [kind]} if kind else {}, page=page)
        if options["json"]:
            self.stdout.write(json.dumps(results.as_json(), ensure_ascii=False, indent=2))
            return
        if not results.ready:
            self.stdout.write("The index is being prepared, or its server does not answer.")
        if results.did_you_mean:
            self.stdout.write(f"Did you mean: {results.did_you_mean}")
        self.stdout.write(f"{results.total} found{', with some of the words only' if results.partial else ''}")
        for hit in results.hits:
            self.stdout.write(f"{hit.rank:3}. [{hit.kind} {hit.lang}] {hit.title}  {hit.url}")
            self.stdout.write(f"     {''.join(f'[{words}]' if hot else words for words, hot in hit.snippet)}")
