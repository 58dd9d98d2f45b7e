"""How far two units lie from each other."""

import math

from .models import Unit

EARTH_KM = 6371


def kilometres(here: Unit, there: Unit) -> float | None:
    """In a straight line, by the coordinates of the register; None when either has none."""
    if None in (here.lat, here.lon, there.lat, there.lon):
        return None
    lat1, lat2 = math.radians(here.lat), math.radians(there.lat)
    across = math.radians(there.lon - here.lon)
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
