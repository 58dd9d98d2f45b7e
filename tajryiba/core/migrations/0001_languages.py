"""Content languages of Wagtail: ky, ru, en at once; and its sample groups and workflow give way to our roles."""

from django.db import migrations


def three_languages(apps, schema_editor):
    locale = apps.get_model("wagtailcore", "Locale")
    for code in ("ky", "ru", "en"):
        locale.objects.get_or_create(language_code=code)


def no_sample_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    for model in ("WorkflowPage", "WorkflowTask", "Workflow", "GroupApprovalTask", "Task"):
        apps.get_model("wagtailcore", model).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("wagtailcore", "0098_apitoken")]
    operations = [
        migrations.RunPython(three_languages, migrations.RunPython.noop),
        migrations.RunPython(no_sample_groups, migrations.RunPython.noop),
    ]
