"""Kyrgyz and Russian typed in Latin letters («suu», «tazalyk», «voda»), and the wrong keyboard layout («djlf»)."""

from itertools import islice, product

MOST_READINGS = 32
LONGEST = 24

# The longest spelling first. Several readings where people differ; ң ө ү are folded anyway.
_READINGS: dict[str, tuple[str, ...]] = {
    "shch": ("щ",),
    "sch": ("щ", "ш"),
    "yay": ("яй",),
    "sh": ("ш",),
    "ch": ("ч",),
    "zh": ("ж",),
    "dzh": ("ж", "дж"),
    "dj": ("ж", "дж"),
    "kh": ("х",),
    "gh": ("г",),
    "ts": ("ц", "тс"),
    "tz": ("ц",),
    "ng": ("н", "нг"),
    "yo": ("ё", "йо"),
    "jo": ("жо", "ё"),
    "yu": ("ю", "йу"),
    "iu": ("ю", "иу"),
    "ju": ("жу", "ю"),
    "ya": ("я", "йа"),
    "ia": ("иа", "я", "ия"),
    "iya": ("ия",),
    "ja": ("жа", "я"),
    "ye": ("е", "йе"),
    "je": ("же", "е"),
    "oe": ("о", "оэ"),
    "ue": ("у", "уэ"),
    "iy": ("ий", "ый"),
    "yi": ("ый",),
    "ay": ("ай",),
    "ey": ("ей",),
    "oy": ("ой",),
    "uy": ("уй",),
    "yy": ("ый",),
    "a": ("а",),
    "b": ("б",),
    "c": ("к", "ц", "с"),
    "d": ("д",),
    "e": ("е", "э"),
    "f": ("ф",),
    "g": ("г",),
    "h": ("х",),
    "i": ("и", "ы"),
    "j": ("ж", "й"),
    "k": ("к",),
    "l": ("л",),
    "m": ("м",),
    "n": ("н",),
    "o": ("о",),
    "p": ("п",),
    "q": ("к",),
    "r": ("р",),
    "s": ("с",),
    "t": ("т",),
    "u": ("у",),
    "v": ("в",),
    "w": ("в", "ш"),
    "x": ("х", "кс"),
    "y": ("ы", "й", "и"),
    "z": ("з", "ж"),
    "ö": ("о",),
    "ü": ("у",),
    "ı": ("ы",),
    "ş": ("ш",),
    "ç": ("ч",),
    "ğ": ("г",),
    "ñ": ("н",),
    "4": ("ч",),
    "6": ("ш",),
}
_LONGEST_SPELLING = max(map(len, _READINGS))

_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_UPPER = dict(zip(_QWERTY, _CYRILLIC.upper(), strict=True))
_SHIFTED = {key.upper(): letter for key, letter in _UPPER.items() if key.isalpha()}
_TO_CYRILLIC = str.maketrans(
    dict(zip(_QWERTY, _CYRILLIC, strict=True)) | _SHIFTED | dict(zip('{}:"<>~', "ХЪЖЭБЮЁ", strict=True))
)
_TO_LATIN = str.maketrans(_CYRILLIC, _QWERTY)


def readings(word: str) -> list[str]:
    """Cyrillic readings of a clean Latin word, the likeliest first, folded; at most MOST_READINGS."""
    parts: list[tuple[str, ...]] = []
    place = 0
    while place < min(len(word), LONGEST):
        for size in range(_LONGEST_SPELLING, 0, -1):
            if options := _READINGS.get(word[place : place + size]):
                parts.append(options)
                place += size
                break
        else:
            return []
    return ["".join(letters) for letters in islice(_likely(parts), MOST_READINGS)]


def _likely(parts: list[tuple[str, ...]]):
    """Combinations with the fewest unlikely letters first: readings change from the end of a word last."""
    seen = set()
    for most in range(3):
        for choice in product(*(range(min(len(options), most + 1)) for options in parts[:LONGEST])):
            if sum(1 for number in choice if number) > most + 1 or choice in seen:
                continue
            seen.add(choice)
            yield (options[number] for options, number in zip(parts, choice, strict=True))
            if len(seen) >= MOST_READINGS:
                return


def to_cyrillic_layout(text: str) -> str:
    """What the same keys give on a Russian keyboard: «djlf» → «вода», «vtcnysq ,.l;tn» → «местный бюджет»."""
    return text.translate(_TO_CYRILLIC)


def to_latin_layout(word: str) -> str:
    """What the same keys give on a Latin keyboard: «игвпуе» → «budget»."""
    return word.translate(_TO_LATIN)
