"""Permissions of the roles, and the workflow through which a text of a practice goes."""

from django.db import migrations

from tajryiba.core.roles import CONTENT_ADMIN, EDITOR, grant

MODELS = ("practice", "practicetext")


def permissions(apps, schema_editor):
    for role in (CONTENT_ADMIN, EDITOR):
        for model in MODELS:
            grant(apps, role, "practices", f"add_{model}", f"change_{model}", f"view_{model}")
    grant(apps, CONTENT_ADMIN, "practices", "publish_practicetext", "lock_practicetext", "unlock_practicetext")


def workflow(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    task_type, _created = content_types.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = task_model.objects.create(name="Текстти текшерүү · Проверка текста", active=True, content_type=task_type)
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name=CONTENT_ADMIN))
    review = apps.get_model("wagtailcore", "Workflow").objects.create(name="Тажрыйба · Практика", active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=review, task=task, sort_order=0)
    text_type, _created = content_types.get_or_create(app_label="practices", model="practicetext")
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(workflow=review, content_type=text_type)


def first_state(apps, schema_editor):
    apps.get_model("practices", "CatalogueState").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_initial"), ("core", "0001_languages")]
    operations = [
        migrations.RunPython(permissions, migrations.RunPython.noop),
        migrations.RunPython(workflow, migrations.RunPython.noop),
        migrations.RunPython(first_state, migrations.RunPython.noop),
    ]
