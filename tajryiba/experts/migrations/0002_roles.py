from django.db import migrations

from tajryiba.core import roles


def grant(apps, schema_editor):
    for role in (roles.CONTENT_ADMIN, roles.EDITOR):
        roles.grant(
            apps, role, "experts", "view_expert", "change_expert", "view_commentrequest", "change_commentrequest"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
