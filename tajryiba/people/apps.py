from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "tajryiba.people"
    label = "people"
    verbose_name = _("People and organisations")

    def ready(self):
        # The registries are filled once the models are loaded.
        from allauth.account.signals import email_confirmed  # noqa: PLC0415

        from tajryiba.core import hooks  # noqa: PLC0415

        from . import handlers, panels  # noqa: PLC0415

        hooks.register("unit_merged", handlers.note_merged_unit)
        email_confirmed.connect(handlers.note_confirmed_email, dispatch_uid="people.note_confirmed_email")
        panels.register()
        # Wagtail's own user pages could make anybody anything: ours take their place.
        apps.get_app_config("wagtailusers").user_viewset = "tajryiba.people.admin.people.PortalUserViewSet"
