"""Permissions of the roles on facts and pages, and the workflow through which pages go."""

from django.db import migrations

from tajryiba.core.roles import CONTENT_ADMIN, EDITOR, grant

MODELS = ("issue", "article", "news", "feed", "feedentry", "submission")
PAGE_RIGHTS = {
    EDITOR: ("add_page", "change_page"),
    CONTENT_ADMIN: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}


def permissions(apps, schema_editor):
    for role in (CONTENT_ADMIN, EDITOR):
        for model in MODELS:
            grant(apps, role, "magazine", f"add_{model}", f"change_{model}", f"view_{model}")
        grant(apps, role, "magazine", "view_rubric")
    grant(apps, CONTENT_ADMIN, "magazine", "add_rubric", "change_rubric")
    grant(
        apps, CONTENT_ADMIN, "wagtailredirects", *(f"{verb}_redirect" for verb in ("add", "change", "delete", "view"))
    )


def pages(apps, schema_editor):
    permission_model = apps.get_model("auth", "Permission")
    page_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="page"
    )
    homes = apps.get_model("magazine", "LanguageHome").objects.all()
    for role, codenames in PAGE_RIGHTS.items():
        group = apps.get_model("auth", "Group").objects.get(name=role)
        for codename in codenames:
            permission, _created = permission_model.objects.get_or_create(
                content_type=page_type, codename=codename, defaults={"name": codename.replace("_", " ").capitalize()}
            )
            for home in homes:
                apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                    group=group, page_id=home.pk, permission=permission
                )


def workflow(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    task_type, _created = content_types.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = task_model.objects.create(name="Баракты текшерүү · Проверка страницы", active=True, content_type=task_type)
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name=CONTENT_ADMIN))
    review = apps.get_model("wagtailcore", "Workflow").objects.create(
        name="Журнал, жаңылык · Журнал, новость", active=True
    )
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=review, task=task, sort_order=0)
    for home in apps.get_model("magazine", "LanguageHome").objects.all():
        apps.get_model("wagtailcore", "WorkflowPage").objects.create(page_id=home.pk, workflow=review)


class Migration(migrations.Migration):
    dependencies = [("magazine", "0002_tree"), ("wagtailredirects", "0008_add_verbose_name_plural")]
    operations = [
        migrations.RunPython(permissions, migrations.RunPython.noop),
        migrations.RunPython(pages, migrations.RunPython.noop),
        migrations.RunPython(workflow, migrations.RunPython.noop),
    ]
