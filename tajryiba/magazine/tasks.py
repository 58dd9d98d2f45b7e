"""Background work of the parts: huey looks for this module in every app."""

from .archive.tasks import import_archive, import_what_was_cut_off

__all__ = ["import_archive", "import_what_was_cut_off"]
