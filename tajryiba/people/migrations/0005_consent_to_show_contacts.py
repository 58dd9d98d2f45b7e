"""The consent to show an expert's contacts, for portals that loaded the first texts before it was written."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

TEXTS = Path(__file__).resolve().parents[1] / "starter" / "consents.json"


def load_text(apps, schema_editor):
    model = apps.get_model("people", "ConsentText")
    for text in json.loads(TEXTS.read_text(encoding="utf-8")):
        if text["kind"] == "expert_contacts":
            text["valid_from"] = date.fromisoformat(text["valid_from"])
            model.objects.get_or_create(kind=text["kind"], version=text["version"], defaults=text)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_absence")]

    operations = [migrations.RunPython(load_text, migrations.RunPython.noop)]
