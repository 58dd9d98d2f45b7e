"""`search_conflation PAIRS.tsv [--lang ky]`: how well the stemmer joins the forms of a word (form, lemma, its part)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tajryiba.search.conflation import measure, read_pairs
from tajryiba.search.management.commands.analyse import stem as stem_in


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("pairs", type=Path)
        parser.add_argument("--lang", choices=["ky", "ru"], default="ky")
        parser.add_argument("--errors", type=int, default=0, help="show so many pairs of each kind of error")

    def handle(self, *args, pairs, lang, errors, **options):
        try:
            lemmas = read_pairs(pairs)
        except (OSError, ValueError) as error:
            raise CommandError(f"Not measured: {error}") from error

        def stem(form: str) -> str:
            return stem_in(form, lang)

        self.stdout.write(f"{len(lemmas)} forms")
        for name, forgiving in (("as they stand", False), ("derivations forgiven", True)):
            found = measure(lemmas, stem, forgiving=forgiving)
            self.stdout.write(f"{name:22} F1 {found.f1:.3f}  P {found.precision:.3f}  R {found.recall:.3f}")
        for name, wrong in (("missed", found.missed), ("wrong", found.wrong)):
            for one, other in sorted(wrong)[:errors]:
                self.stdout.write(f"{name}: {one} [{stem(one)}]  {other} [{stem(other)}]")
