import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("magazine", "0004_rubrics"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="alt_ky",
            field=models.CharField(blank=True, max_length=250, verbose_name="What the picture shows, in Kyrgyz"),
        ),
        migrations.AddField(
            model_name="submission",
            name="alt_ru",
            field=models.CharField(blank=True, max_length=250, verbose_name="What the picture shows, in Russian"),
        ),
        migrations.AddField(
            model_name="submission",
            name="consent_version",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="submission",
            name="consented_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="submission",
            name="revisions",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="submission",
            name="round",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="EarlierText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="earlier", to="magazine.submission"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
    ]
