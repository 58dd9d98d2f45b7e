"""Work of the magazine in the background, by part; huey looks for it here."""

from .typesetting import tasks as typesetting_tasks

__all__ = ["typesetting_tasks"]
