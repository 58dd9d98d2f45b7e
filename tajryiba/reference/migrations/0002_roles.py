from django.db import migrations

from tajryiba.core.roles import CONTENT_ADMIN, grant


def grant_registers(apps, schema_editor):
    actions = ("view", "add", "change", "delete")
    units = ("view_unit", "change_unit", "add_unit")  # a unit is never deleted
    editable = [f"{action}_{model}" for model in ("topic", "subtheme", "specialday") for action in actions]
    grant(apps, CONTENT_ADMIN, "reference", *units, *editable)


class Migration(migrations.Migration):
    dependencies = [
        ("reference", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant_registers, migrations.RunPython.noop)]
