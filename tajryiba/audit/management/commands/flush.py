"""Django's `flush` (it empties every table) also works with the append-only log.

SQLite empties tables with DELETE, which the log's trigger refuses, so the trigger steps aside for exactly this command:
whoever may flush may as well delete the file. Tests with real transactions are cleaned by it.
"""

from django.core.management.commands.flush import Command as FlushCommand
from django.db import connections

from tajryiba.audit import triggers


class Command(FlushCommand):
    def handle(self, **options):
        connection = connections[options["database"]]
        if connection.vendor != "sqlite" or triggers.TABLE not in connection.introspection.table_names():
            super().handle(**options)
            return
        triggers.remove(connection)
        try:
            super().handle(**options)
        finally:
            triggers.install(connection)
