from django.core.management.base import BaseCommand

from tajryiba.core.translations import TRANSLATED, update


class Command(BaseCommand):
    help = (
        "Brings the catalogues of ky and ru up to date with the strings of code and templates; translations are kept."
    )

    def handle(self, *args, **options):
        for language in TRANSLATED:
            added, dropped = update(language)
            self.stdout.write(f"{language}: {added} new, {dropped} dropped")
