from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tajryiba.core.errors import DomainError
from tajryiba.magazine.archive import domain
from tajryiba.magazine.enums import ImportState
from tajryiba.magazine.models import ArchiveImport

STEP = 5  # lines between two words to whoever waits


class Command(BaseCommand):
    help = "Brings old issues in from a folder with issues.csv (and contents.csv); goes on where it was cut off."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would be refused")

    def handle(self, *args, folder: Path, dry_run: bool, **options):
        folder = folder.resolve()
        try:
            if dry_run:
                self._say_what_is_wrong(folder)
            else:
                self._bring_in(folder)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal

    def _say_what_is_wrong(self, folder: Path) -> None:
        found = domain.check_folder(folder)
        for line, why in found:
            self.stdout.write(f"{line}: {why}")
        self.stdout.write(f"{len(found)} lines would be refused.")

    def _bring_in(self, folder: Path) -> None:
        job = domain.begin_import(folder=folder, in_background=False)
        job = domain.claim(job.pk) or job  # whoever starts the command knows that nobody else is at it
        while domain.work(job, most=STEP):
            left = job.rows.filter(state=ImportState.WAITING).count()
            self.stdout.write(f"  {left} lines left")
        self._report(job)

    def _report(self, job: ArchiveImport) -> None:
        rows = list(job.rows.all())
        for row in rows:
            if row.fault:
                self.stdout.write(f"{row.line}: {row.fault}")
        failed = sum(row.state == ImportState.FAILED for row in rows)
        self.stdout.write(f"{len(rows) - failed} of {len(rows)} lines are in the archive, {failed} were refused.")
