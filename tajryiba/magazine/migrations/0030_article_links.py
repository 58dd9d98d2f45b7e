"""Municipalities and practices of an article become models of their own, over the tables that are there."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


def link(name: str, related_name: str, field: str, to: str, table: str, label: str):
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "article",
                modelcluster.fields.ParentalKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to="magazine.article"
                ),
            ),
            (
                field,
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=to, verbose_name=label
                ),
            ),
        ],
        options={
            "db_table": table,
            "default_permissions": (),
            "constraints": [models.UniqueConstraint(fields=("article", field), name=f"magazine_article_{field}_once")],
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("magazine", "0004_rubrics"),
        ("practices", "0042_workspace_files"),
        ("reference", "0003_unit_profile"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                link("ArticleUnit", "places", "unit", "reference.unit", "magazine_article_units", "Municipality"),
                link(
                    "ArticlePractice",
                    "told",
                    "practice",
                    "practices.practice",
                    "magazine_article_practices",
                    "Practice",
                ),
                migrations.AlterField(
                    model_name="article",
                    name="units",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="articles",
                        through="magazine.ArticleUnit",
                        to="reference.unit",
                        verbose_name="Municipalities",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="practices",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="articles",
                        through="magazine.ArticlePractice",
                        to="practices.practice",
                        verbose_name="Practices it tells of",
                    ),
                ),
            ]
        )
    ]
