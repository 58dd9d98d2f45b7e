"""Numbers as the design writes them: no-break space in thousands, decimal comma (point in English), true minus."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .languages import current_language

NBSP = "\u00a0"
MINUS = "\u2212"


def number(value, digits: int = 2) -> str:
    """1234567.5 → «1 234 567,5»; trailing zeros are dropped."""
    value = Decimal(str(value))
    text = f"{abs(value):,.{digits}f}"
    whole, _dot, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    point = "." if current_language() == "en" else ","
    sign = MINUS if value < 0 else ""
    return sign + whole.replace(",", NBSP) + (point + fraction if fraction else "")


def money(som) -> str:
    """Whole som in words a reader takes in at a glance: 850 000 som, 4,2 million som."""
    if som is None:
        return ""
    if abs(som) >= 1_000_000:
        return _("%(amount)s million som").replace(" ", NBSP) % {"amount": number(Decimal(som) / 1_000_000)}
    return _("%(amount)s som").replace(" ", NBSP) % {"amount": number(som, 0)}


def people(count: int) -> str:
    """«6 840 people»."""
    return ngettext("%(count)s person", "%(count)s people", count).replace(" ", NBSP) % {"count": number(count, 0)}


def file_size(size: int) -> str:
    """Bytes in KB or MB, as the design states a size before any download."""
    if size < 1024 * 1024:
        return _("%(size)s KB").replace(" ", NBSP) % {"size": number(max(1, round(size / 1024)), 0)}
    return _("%(size)s MB").replace(" ", NBSP) % {"size": number(Decimal(size) / (1024 * 1024), 1)}
