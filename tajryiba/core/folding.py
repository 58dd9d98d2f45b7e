"""How people really type Kyrgyz and Russian: without ң ө ү ё, in any case, with look-alike spaces."""

import re
import unicodedata

_FOLD = str.maketrans("ңөүё", "ноуе")
_SEPARATORS = re.compile(r"[^0-9a-zа-яіїєґ]+")


def fold(text: str) -> str:
    """Lower case, ң→н ө→о ү→у ё→е, everything that is neither letter nor digit becomes one space."""
    text = unicodedata.normalize("NFC", text).lower().translate(_FOLD)
    return _SEPARATORS.sub(" ", text).strip()
