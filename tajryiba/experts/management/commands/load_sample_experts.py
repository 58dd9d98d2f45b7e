from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tajryiba.experts import samples


class Command(BaseCommand):
    help = "Makes experts of sample people (demo only; after load_sample_people and load_sample_adoptions)."

    def handle(self, *args, **options):
        if not getattr(settings, "SAMPLE_PEOPLE_ALLOWED", False):
            raise CommandError("Sample people are not allowed here: this portal is for real people.")
        self.stdout.write(f"sample experts made: {len(samples.load())}")
