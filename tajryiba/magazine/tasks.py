"""Work of the magazine in the background, by part; huey looks for it here."""

from .intake import tasks as intake_tasks

__all__ = ["intake_tasks"]
