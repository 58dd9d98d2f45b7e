from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SettlementKind(TextChoices):
    CITY = "city", _("City")
    SUBURBAN = "suburban", _("Ayil aimak beside a city")
    RURAL = "rural", _("Ayil aimak away from cities")


class SpokenLanguage(TextChoices):
    """What residents speak at home: meetings and papers have to be in these."""

    KY = "ky", _("Kyrgyz")
    RU = "ru", _("Russian")
    UZ = "uz", _("Uzbek")
    TG = "tg", _("Tajik")
    DNG = "dng", _("Dungan")
    UG = "ug", _("Uyghur")
    KK = "kk", _("Kazakh")
    TR = "tr", _("Turkish")
    OTHER = "other", _("Another language")


class Infrastructure(TextChoices):
    WATER = "water", _("Piped drinking water")
    SEWERAGE = "sewerage", _("Sewerage")
    GAS = "gas", _("Natural gas")
    HEATING = "heating", _("Central heating")
    INTERNET = "internet", _("Fixed or 4G internet")
    ROAD = "road", _("Paved road to the centre")
    TRANSPORT = "transport", _("Public transport")
    WASTE = "waste", _("Waste removal")
