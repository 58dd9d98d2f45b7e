from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "tajryiba.core"
    label = "core"
    verbose_name = "Core"

    def ready(self):
        from . import changes, checks  # noqa: F401, PLC0415  (registers system checks; models are ready only now)

        changes.start_counting()
