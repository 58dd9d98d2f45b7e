from django.db import migrations

from tajryiba.core import roles


def grant(apps, schema_editor):
    for role in (roles.CONTENT_ADMIN, roles.EDITOR):
        roles.grant(apps, role, "legal", "view_act", "add_act", "change_act")
        roles.grant(apps, role, "legal", "view_change", "change_change", "view_review", "change_review")


class Migration(migrations.Migration):
    dependencies = [
        ("legal", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
