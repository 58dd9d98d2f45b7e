"""Choices of the people app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    KY = "ky", "Кыргызча"
    RU = "ru", "Русский"
    EN = "en", "English"


class Category(TextChoices):
    """The eight audience categories used everywhere: registration, client base, feedback matrix, statistics."""

    LSG = "lsg", _("Local self-government body")
    UNIVERSITY = "university", _("Higher school")
    STATE = "state", _("State executive body")
    EXPERT = "expert", _("Expert or consulting body, NGO")
    COMMUNITY = "community", _("Local community")
    DONOR = "donor", _("Donor or development project")
    BUSINESS = "business", _("Business")
    CITIZEN = "citizen", _("Citizen")


class ContactKind(TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"


class MemberRole(TextChoices):
    MEMBER = "member", _("Member")
    MANAGER = "manager", _("Manager")


class MemberState(TextChoices):
    INVITED = "invited", _("Invited")
    ASKED = "asked", _("Asked to join")
    ACTIVE = "active", _("Member now")
    REFUSED = "refused", _("Refused")
    LEFT = "left", _("Left")


# A person has at most one row in these states for each organisation; the others are history.
OPEN_STATES = (MemberState.INVITED, MemberState.ASKED, MemberState.ACTIVE)

# Which state a membership may go to from which one.
MEMBER_TRANSITIONS = {
    MemberState.INVITED: {MemberState.ACTIVE, MemberState.REFUSED, MemberState.LEFT},
    MemberState.ASKED: {MemberState.ACTIVE, MemberState.REFUSED, MemberState.LEFT},
    MemberState.ACTIVE: {MemberState.LEFT},
    MemberState.REFUSED: set(),
    MemberState.LEFT: set(),
}


class ConsentKind(TextChoices):
    PERSONAL_DATA = "personal_data", _("Processing of personal data")
    NEWS_EMAIL = "news_email", _("News by e-mail")
    EXPERT_CONTACTS = "expert_contacts", _("Contacts on the page of an expert")


class Channel(TextChoices):
    """Where a consent was given or withdrawn."""

    SITE = "site", _("On the site")
    PAPER = "paper", _("On paper")
    SYSTEM = "system", _("When the account was erased")
