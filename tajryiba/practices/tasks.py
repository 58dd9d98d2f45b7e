"""Background work of practices: huey looks for it here, each feature has its own."""

from .evidence.tasks import ask_rechecks as ask_rechecks
