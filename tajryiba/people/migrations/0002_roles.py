from django.db import migrations

from tajryiba.core.roles import CLIENT_ADMIN, CONTENT_ADMIN, EDITOR, ROLES, grant


def seed_roles(apps, schema_editor):
    group_model = apps.get_model("auth", "Group")
    for role in ROLES:
        group_model.objects.get_or_create(name=role)
    for role in (CONTENT_ADMIN, EDITOR, CLIENT_ADMIN):
        grant(apps, role, "wagtailadmin", "access_admin")
    grant(
        apps,
        CLIENT_ADMIN,
        "people",
        *("view_user", "add_user", "change_user"),
        *("view_organisation", "add_organisation", "change_organisation"),
        *("view_membership", "add_membership", "change_membership"),
        "view_consenttext",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(seed_roles, migrations.RunPython.noop)]
