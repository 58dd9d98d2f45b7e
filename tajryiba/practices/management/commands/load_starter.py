from django.core.management import call_command
from django.core.management.base import BaseCommand

from tajryiba.legal.starter.loader import load_acts
from tajryiba.practices.starter.loader import load_practices


class Command(BaseCommand):
    help = "Loads the registers and the real practices that a new portal begins with; what is there stays."

    def handle(self, *args, **options):
        call_command("load_reference", stdout=self.stdout)
        acts = load_acts()
        self.stdout.write(f"Legal acts: {acts} new.")
        made = load_practices(progress=self._progress)
        self.stdout.write(f"Practices: {made} new.")

    def _progress(self, done: int, total: int) -> None:
        if done % 10 == 0 or done == total:
            self.stdout.write(f"  practices {done} of {total}")
