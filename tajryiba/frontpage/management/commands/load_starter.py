from django.core.management import call_command
from django.core.management.base import BaseCommand

from tajryiba.legal.starter.loader import load_acts
from tajryiba.library.starter.loader import load_library
from tajryiba.magazine.starter.loader import load_magazine
from tajryiba.practices.models import Practice
from tajryiba.practices.starter.loader import load_practices


class Command(BaseCommand):
    help = "Loads what a new portal begins with: registers, practices, library, magazine, news; what is there stays."

    def handle(self, *args, **options):
        call_command("load_reference", stdout=self.stdout)
        acts = load_acts()
        self.stdout.write(f"Legal acts: {acts} new.")
        made = load_practices(progress=self._progress)
        self.stdout.write(f"Practices: {made} new.")
        materials, collections = load_library(address_of_practice=self._address)
        self.stdout.write(f"Library: {materials} new materials, {collections} new collections.")
        made = load_magazine()
        self.stdout.write(f"Magazine: {made['issues']} new issues, {made['news']} news, {made['pages']} static pages.")

    def _address(self, key: str) -> str:
        practice = Practice.objects.published().filter(starter_key=key).first()
        return practice.get_absolute_url() if practice else ""

    def _progress(self, done: int, total: int) -> None:
        if done % 10 == 0 or done == total:
            self.stdout.write(f"  practices {done} of {total}")
