"""Content administrators keep the templates of draft decisions."""

from django.db import migrations

from tajryiba.core.roles import CONTENT_ADMIN, grant


def permissions(apps, schema_editor):
    grant(apps, CONTENT_ADMIN, "practices", "add_drafttemplate", "view_drafttemplate")


class Migration(migrations.Migration):
    dependencies = [("practices", "0010_adoption"), ("practices", "0002_roles")]
    operations = [migrations.RunPython(permissions, migrations.RunPython.noop)]
