"""Fails when a string a person may read is missing or fuzzy in ky, ru or en,
or when code holds a string no catalogue knows.
"""

from django.core.management.base import BaseCommand, CommandError

from tajryiba.core.translations import problems


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        found = problems()
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} strings are not translated.")
        self.stdout.write("Every string is translated into ky and ru.")
