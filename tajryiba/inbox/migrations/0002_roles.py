from django.db import migrations

from tajryiba.core import roles


def grant(apps, schema_editor):
    for role in (roles.CONTENT_ADMIN, roles.CLIENT_ADMIN, roles.EDITOR):
        roles.grant(apps, role, "inbox", "view_case", "change_case")
    roles.grant(apps, roles.ANALYST, "inbox", "view_case")


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
