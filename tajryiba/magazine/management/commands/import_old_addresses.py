import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tajryiba.magazine.old_addresses.domain import import_addresses

WIDTH = 2


class Command(BaseCommand):
    help = "Redirects old addresses: a CSV without a head, in each line the old path and the new place."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the new place: a path, article:KEY or news:KEY")

    def handle(self, *args, file: Path, **options):
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        lines = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
        wrong = [number for number, row in enumerate(lines, start=1) if len(row) < WIDTH]
        if wrong:
            raise CommandError(f"Two columns are needed; see the lines {wrong[:10]}.")
        report = import_addresses([(old, new) for old, new, *_rest in lines])
        for line, why in report.refused:
            self.stdout.write(f"{line}: {why}")
        counts = report.counts
        self.stdout.write(
            f"{counts['made']} made, {counts['changed']} changed, {counts['same']} as before, "
            f"{len(report.refused)} refused."
        )
