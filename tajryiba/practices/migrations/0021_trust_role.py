"""The content administrator says which organisations are trusted."""

from django.db import migrations

from tajryiba.core.roles import CONTENT_ADMIN, grant


def permissions(apps, schema_editor):
    verbs = ("add", "change", "delete", "view")
    grant(apps, CONTENT_ADMIN, "practices", *(f"{verb}_trustedorganisation" for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [("practices", "0020_leads_and_submissions")]
    operations = [migrations.RunPython(permissions, migrations.RunPython.noop)]
