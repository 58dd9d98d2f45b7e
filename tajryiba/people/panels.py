"""Menu of the account and panels of its home. Apps above add theirs to the same registry."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tajryiba.core import related
from tajryiba.core.related import MenuEntry

from . import queries
from .rules import units_kept_by

MENU = (
    MenuEntry("profile", _("Profile"), "account_profile", order=10, icon="user"),
    MenuEntry("organisations", _("Organisations"), "account_organisations", order=20, icon="building-bank"),
    MenuEntry("absence", _("Absence"), "account_absence", order=28, icon="calendar"),
    MenuEntry("consents", _("Consents"), "account_consents", order=30, icon="checklist"),
    MenuEntry("security", _("Sign-in and security"), "account_security", order=40, icon="lock"),
    MenuEntry("data", _("My data"), "account_data", order=50, icon="download"),
)


def profile_panel(context: dict, person) -> str:
    return render_to_string("people/_panel_profile.html", {**context, "person": person})


def organisations_panel(context: dict, person) -> str:
    return render_to_string(
        "people/_panel_organisations.html", {**context, "memberships": queries.memberships_of(person)}
    )


def municipality_panel(context: dict, person) -> str:
    units = units_kept_by(person)
    return render_to_string("people/_panel_municipality.html", {**context, "units": units}) if units else ""


def register() -> None:
    for entry in MENU:
        related.add_to_menu("account", entry)
    related.add_to_menu("footer_base", MenuEntry("privacy", _("Personal data"), "privacy", order=10))
    related.register("account.home", profile_panel, order=10)
    related.register("account.home", organisations_panel, order=20)
    related.register("account.home", municipality_panel, order=30)
