from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tajryiba.practices.adoption import samples


class Command(BaseCommand):
    help = "Lets the sample municipalities adopt practices (demo only; after load_sample_people)."

    def handle(self, *args, **options):
        if not getattr(settings, "SAMPLE_PEOPLE_ALLOWED", False):
            raise CommandError("Sample people are not allowed here: this portal is for real people.")
        self.stdout.write(f"sample adoptions made: {len(samples.load())}")
