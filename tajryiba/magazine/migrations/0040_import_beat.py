from django.db import migrations, models

from tajryiba.core.roles import CONTENT_ADMIN, grant


def redirects(apps, schema_editor):
    """Addresses of the old site are kept by the content administrator: by hand, or out of a CSV file."""
    grant(apps, CONTENT_ADMIN, "wagtailredirects", *(f"{verb}_redirect" for verb in ("add", "change", "delete")))


class Migration(migrations.Migration):
    dependencies = [("magazine", "0004_rubrics"), ("wagtailredirects", "0008_add_verbose_name_plural")]
    operations = [
        migrations.AddField(
            model_name="archiveimport",
            name="beat_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(redirects, migrations.RunPython.noop),
    ]
