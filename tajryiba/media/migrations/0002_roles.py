"""Content administrators manage images and documents in every collection; editors add and choose, and manage their own.

Wagtail lets whoever may change a file delete it too, but with "add" alone only what one uploaded oneself.
"""

from django.db import migrations

from tajryiba.core import roles

ACTIONS = {roles.CONTENT_ADMIN: ("add", "change", "choose"), roles.EDITOR: ("add", "choose")}
PERMISSIONS = [("wagtailimages", "image"), ("wagtaildocs", "document")]


def grant(apps, schema_editor):
    collection_model = apps.get_model("wagtailcore", "Collection")
    given = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    root = collection_model.objects.order_by("depth", "path").first()
    for role, actions in ACTIONS.items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        for app_label, model in PERMISSIONS:
            content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
                app_label=app_label, model=model
            )
            for action in actions:
                permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
                    content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
                )
                given.get_or_create(group=group, collection=root, permission=permission)


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
