from django.db import migrations

from tajryiba.core import roles


def grant(apps, schema_editor):
    roles.grant(apps, roles.CONTENT_ADMIN, "notify", "view_delivery", "change_delivery")


class Migration(migrations.Migration):
    dependencies = [
        ("notify", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
