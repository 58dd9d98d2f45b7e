"""Background work of the parts: huey looks for this module in every app."""

from .archive import tasks as archive_tasks
from .intake import tasks as intake_tasks
from .typesetting import tasks as typesetting_tasks

__all__ = ["archive_tasks", "intake_tasks", "typesetting_tasks"]
