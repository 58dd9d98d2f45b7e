"""Background work of the parts of practices: huey finds it here."""

from .adoption import tasks as adoption_tasks  # noqa: F401
from .evidence import tasks as evidence_tasks  # noqa: F401
