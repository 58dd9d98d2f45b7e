"""Permissions of the roles, and the workflow through which a text of a material goes."""

from django.db import migrations

from tajryiba.core.roles import CONTENT_ADMIN, EDITOR, grant

MODELS = ("material", "materialtext", "sample", "collection")


def permissions(apps, schema_editor):
    for role in (CONTENT_ADMIN, EDITOR):
        for model in MODELS:
            grant(apps, role, "library", f"add_{model}", f"change_{model}", f"view_{model}")
        grant(apps, role, "library", "view_linkcheck")
    grant(apps, CONTENT_ADMIN, "library", "publish_materialtext", "lock_materialtext", "unlock_materialtext")


def workflow(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    task_type, _created = content_types.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = task_model.objects.create(
        name="Китепкананы текшерүү · Проверка библиотеки", active=True, content_type=task_type
    )
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name=CONTENT_ADMIN))
    review = apps.get_model("wagtailcore", "Workflow").objects.create(name="Китепкана · Библиотека", active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=review, task=task, sort_order=0)
    text_type, _created = content_types.get_or_create(app_label="library", model="materialtext")
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(workflow=review, content_type=text_type)


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial"), ("core", "0001_languages")]
    operations = [
        migrations.RunPython(permissions, migrations.RunPython.noop),
        migrations.RunPython(workflow, migrations.RunPython.noop),
    ]
