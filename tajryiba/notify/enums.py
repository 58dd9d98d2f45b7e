"""Choices of the notify app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """By which a notice leaves the site; on the site itself it is the notice."""

    EMAIL = "email", _("E-mail")


class State(TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Handed to the mail server")  # what comes after is the server's: we do not claim delivery (T15)
    NOT_SENT = "not_sent", _("Not sent")


class Reason(TextChoices):
    """Why a notice was not sent, or not yet."""

    NO_ADDRESS = "no_address", _("The person has no e-mail address")
    UNVERIFIED = "unverified", _("The e-mail address is not confirmed")
    CLOSED = "closed", _("The account is closed")
    SWITCHED_OFF = "switched_off", _("The person switched these letters off")
    NO_SERVER = "no_server", _("The portal has no mail server: the letter lies in a file")
    SERVER_DOWN = "server_down", _("The mail server did not take the letter; it will be tried again")
    GAVE_UP = "gave_up", _("The mail server did not take the letter after all tries")
    REFUSED = "refused", _("The mail server refused this address")
    FAULT = "fault", _("The letter could not be written: a fault of the portal")


class Frequency(TextChoices):
    """How often a person wants to hear of what they follow."""

    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
