import os
import secrets

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tajryiba.people.identity import normalise_email
from tajryiba.people.models import User


class Command(BaseCommand):
    help = "Makes the first administrator with a one-time password, shown once, when there is no administrator yet."

    def handle(self, *args, **options):
        email = normalise_email(os.environ.get("TAJRYIBA_ADMIN_EMAIL")) or "admin@tajryiba.local"
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            if User.objects.filter(is_superuser=True).exists():
                return
            if User.objects.filter(email=email).exists():
                raise CommandError(f"{email} is an ordinary account. Set TAJRYIBA_ADMIN_EMAIL to another address.")
            user = User.objects.create_superuser(email, password, full_name="Administrator", must_change_password=True)
            # The person at this machine is trusted with the address: no code is sent to it.
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        self.stdout.write(f"First administrator: {email}\nOne-time password:   {password}\n")
        self.stdout.write("It is shown only now and must be changed at the first sign-in.\n")
