from django.db import migrations

from tajryiba.core import roles


def grant(apps, schema_editor):
    for role in (roles.CONTENT_ADMIN, roles.ANALYST):
        roles.grant(apps, role, "audit", "view_event")
        roles.grant(apps, role, "wagtailadmin", "access_admin")


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        # These give everyone who is in the admin by then the right to choose images and documents: be later.
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
