"""Writes the rows of the search that are not up to date, then the engine's index if it is not; people search meanwhile.

Cut off, it goes on where it was. `--all` writes everything anew.
"""

from django.core.management.base import BaseCommand

from tajryiba.search.engines import engine
from tajryiba.search.feed import bring_up, rebuild
from tajryiba.search.rebuilding import rebuild_rows, rows_are_current


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also what seems to be up to date")

    def handle(self, *args, **options):
        if options["all"] or not rows_are_current():
            changed = rebuild_rows(lambda kind, done, total: self.stdout.write(f"{kind}: {done} of {total}"))
            self.stdout.write(f"{changed} objects changed")
        done = rebuild(engine()) if options["all"] else bring_up(engine())
        self.stdout.write("The index is up to date." if done else "Another process is writing the index.")
