from django.db import migrations

from tajryiba.core.roles import ANALYST, CONTENT_ADMIN, grant


def forward(apps, schema_editor):
    for role in (CONTENT_ADMIN, ANALYST):
        grant(apps, role, "search", "view_askedquery")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
