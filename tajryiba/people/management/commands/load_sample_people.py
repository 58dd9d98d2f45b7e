import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tajryiba.people import samples


class Command(BaseCommand):
    help = "Makes sample accounts of every role and of three municipalities (demo only), and prints their passwords."

    def handle(self, *args, **options):
        if not getattr(settings, "SAMPLE_PEOPLE_ALLOWED", False):
            raise CommandError("Sample people are not allowed here: this portal is for real people.")
        accounts = samples.load(os.environ.get("TAJRYIBA_SAMPLE_PASSWORD", ""))
        width = max(len(account.login) for account in accounts)
        for account in accounts:
            self.stdout.write(f"{account.login:<{width}}  {account.password:<14}  {account.what}")
