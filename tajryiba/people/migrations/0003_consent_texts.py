"""First versions of the consent texts. A changed text is a new version, made in the admin, never an edit of the file."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

TEXTS = Path(__file__).resolve().parents[1] / "starter" / "consents.json"


def load_texts(apps, schema_editor):
    model = apps.get_model("people", "ConsentText")
    for text in json.loads(TEXTS.read_text(encoding="utf-8")):
        text["valid_from"] = date.fromisoformat(text["valid_from"])
        model.objects.get_or_create(kind=text["kind"], version=text["version"], defaults=text)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_roles")]

    operations = [migrations.RunPython(load_texts, migrations.RunPython.noop)]
