"""Reading of what people type into the fields of a case. Each raises ValueError with a sentence for the person."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from tajryiba.core.folding import fold

GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
DOTS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(\D*)")
FIGURE = re.compile(r"-?\d{1,15}(?:[.,]\d{1,3})?")
SCALES = {"млн": 1_000_000, "миллион": 1_000_000, "million": 1_000_000, "mln": 1_000_000}
SCALES |= {"тыс": 1_000, "тысяч": 1_000, "мин": 1_000, "thousand": 1_000, "к": 1_000}
SCALES |= {"млрд": 1_000_000_000, "миллиард": 1_000_000_000, "billion": 1_000_000_000}
UNITS = ("сом", "som", "kgs")
LARGEST = 10**15
MONTH = re.compile(r"(?:(\d{4})[-./](\d{1,2})|(\d{1,2})[-./](\d{4}))")


def whole(text: str) -> int:
    """«850 000», «1,2 млн сом», «90 тыс.», «12 миң» → a whole number that is not negative."""
    plain = GROUPS.sub("", text.strip())
    if not re.search(r"[^\W\d]", fold(plain).replace("som", "").replace("сом", "").replace("kgs", "")):
        plain = DOTS.sub("", plain)  # «850.000 сом» are thousands: nobody counts thousandths of a som
    match = NUMBER.fullmatch(plain)
    words = [word for word in fold(match.group(2)).split() if word not in UNITS] if match else []
    if match is None or len(words) > 1 or (words and not _scale(words[0])):
        raise ValueError(_("Write it as a number, for example 850 000 or 1,2 million."))
    number = Decimal(match.group(1).replace(",", ".")) * (_scale(words[0]) if words else 1)
    if number < 0 or number > LARGEST:
        raise ValueError(_("This number cannot be right. Check it."))
    return int(number.to_integral_value())


def _scale(word: str) -> int:
    return next((scale for name, scale in SCALES.items() if word == name or word.startswith(name) and len(name) > 2), 0)


def decimal(text: str) -> Decimal:
    """«12,5», «−3», «94 %» → the figure; the unit of measure has a field of its own."""
    plain = GROUPS.sub("", text.strip()).replace("\u2212", "-").rstrip("%").strip()
    if not FIGURE.fullmatch(plain):
        raise ValueError(_("Write only the figure, for example 12,5. The unit of measure has a field of its own."))
    return Decimal(plain.replace(",", "."))


def year(text: str) -> int:
    match = re.search(r"(?<!\d)(?:19|20)[0-9]{2}(?!\d)", text)
    if match is None:
        raise ValueError(_("Write the year with four digits, for example 2024."))
    return int(match.group())


def month(text: str) -> str:
    """«03.2024», «2024-3» → "2024-03"; «2024» → "2024"."""
    match = MONTH.fullmatch(text.strip())
    if match is None:
        return str(year(text)) if re.fullmatch(r"\D*\d{4}\D*", text.strip()) else _bad_month()
    years, months = (match.group(1), match.group(2)) if match.group(1) else (match.group(4), match.group(3))
    if not 1 <= int(months) <= 12:
        return _bad_month()
    return f"{year(years)}-{int(months):02d}"


def _bad_month() -> str:
    raise ValueError(_("Write the year, or the month and the year: 2024 or 03.2024."))


def link(text: str) -> str:
    """A link as people paste it; «dpi.kg/news» gets its https."""
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    if not re.fullmatch(r"https?://[^\s/?#]+\.[^\s/?#]{2,}(?:[/?#]\S*)?", address):
        raise ValueError(_("This is not a link. Copy it from the address bar of the browser."))
    return address
