import json
from pathlib import Path

from django.core.management.base import BaseCommand

from tajryiba.reference.domain import load_register, load_topics

STARTER = Path(__file__).resolve().parents[2] / "starter"


class Command(BaseCommand):
    help = "Loads the register of units and the topics from the starter files. Safe to repeat."

    def handle(self, *args, **options):
        units = load_register(json.loads((STARTER / "units.json").read_text())["units"])
        topics = load_topics(json.loads((STARTER / "topics.json").read_text()))
        self.stdout.write(f"units: {units} new, topics: {topics} new")
