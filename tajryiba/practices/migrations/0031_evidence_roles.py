"""Those who edit practices see the list of questions whether practices still run."""

from django.db import migrations

from tajryiba.core.roles import CONTENT_ADMIN, EDITOR, grant


def permissions(apps, schema_editor):
    for role in (CONTENT_ADMIN, EDITOR):
        grant(apps, role, "practices", "view_evidencecheck", "view_recheck")


class Migration(migrations.Migration):
    dependencies = [("practices", "0030_evidence")]
    operations = [migrations.RunPython(permissions, migrations.RunPython.noop)]
