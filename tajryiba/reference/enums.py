from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    COUNTRY = "country", _("country")
    OBLAST = "oblast", _("oblast")
    REPUBLIC_CITY = "republic_city", _("city of republican level")
    CITY_DISTRICT = "city_district", _("district of a city")
    DISTRICT = "district", _("district")
    CITY = "city", _("city")
    SETTLEMENT = "settlement", _("settlement")
    AIYL_AIMAK = "aiyl_aimak", _("ayil aimak")


# Where a local kenesh is elected: these are the municipalities that practices belong to.
MUNICIPAL_KINDS = (UnitKind.REPUBLIC_CITY, UnitKind.CITY, UnitKind.AIYL_AIMAK)
# The first level of the country: `Unit.oblast` points to one of these.
TOP_KINDS = (UnitKind.OBLAST, UnitKind.REPUBLIC_CITY)


class NameStatus(TextChoices):
    OFFICIAL = "official", _("as in the official register")
    DERIVED = "derived", _("derived by the portal, to be checked")


class CoordinatesOf(TextChoices):
    PLACE = "place", _("the place itself, entered by the editors")
    SAME_NAME = "same_name", _("a settlement of the same name (GeoNames, CC BY 4.0)")
    CENTRE = "centre", _("the centre of the district (GeoNames, CC BY 4.0)")
    LABEL = "label", _("the middle of the territory (Natural Earth)")
