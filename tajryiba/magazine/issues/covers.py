"""The cover that is drawn when none was uploaded: one ground a month, none twice within six months."""

from dataclasses import dataclass
from functools import cached_property

from ..models import Issue, IssuePage
from .naming import cover_months, name, short_number

PICTURE = "max-640x860|format-webp"
LIGHT, INK, GOLD, RED, DEEP = "#f6f4ee", "#18222e", "#e8a92b", "#b01f2e", "#082f45"


@dataclass(frozen=True)
class Scheme:
    """Colours of the ground, of what stands on it, of the thin lines, of the big rhomb and the name."""

    bg: str
    fg: str = LIGHT
    accent: str = GOLD
    dark: str = DEEP


# As many as months in which no ground may come again, and one.
SCHEMES = (
    Scheme(RED),
    Scheme(INK, dark=RED),
    Scheme("#1f7a94"),
    Scheme(DEEP, dark=RED),
    Scheme("#2b6645"),
    Scheme(GOLD, fg=INK, accent=RED, dark=LIGHT),
    Scheme("#0b4a63"),
)
LINE = 17  # letters of the theme that fit at full size
SIZE, STEP = 27.0, 29
WIDTH = 264
TEASER = 50


def scheme(issue: Issue) -> Scheme:
    return SCHEMES[(issue.year * 12 + issue.month) % len(SCHEMES)]


def lines(theme: str) -> list[str]:
    """The theme on one, two or three lines of like length; words stay whole."""
    words = theme.split()
    for count in (1, 2, 3):
        best = min(_splits(words, count), key=lambda split: max(map(len, split)), default=[])
        if best and (count == 3 or max(map(len, best)) <= LINE):
            return best
    return [theme] if theme else []


def _splits(words: list[str], count: int):
    if count == 1:
        if words:
            yield [" ".join(words)]
        return
    for cut in range(1, len(words)):
        for rest in _splits(words[cut:], count - 1):
            yield [" ".join(words[:cut]), *rest]


@dataclass(frozen=True)
class Cover:
    """What the template of a cover draws. `key` tells several covers of one page apart."""

    page: IssuePage
    key: str

    @property
    def image(self):
        return self.page.issue.cover_in(self.page.lang)

    picture = PICTURE

    @cached_property
    def scheme(self) -> Scheme:
        return scheme(self.page.issue)

    @cached_property
    def number_line(self) -> str:
        issue = self.page.issue
        return " · ".join(dict.fromkeys([short_number(issue), cover_months(issue)]))

    @cached_property
    def name(self) -> str:
        return name(self.page.issue)

    @cached_property
    def theme_lines(self) -> list[tuple[float, str]]:
        """Where each line stands, from above, and its words."""
        found = lines(self.page.theme)
        return [(365 - STEP * (len(found) - 1 - index), line) for index, line in enumerate(found)]

    @cached_property
    def size(self) -> float:
        """Of the theme's letters: smaller when a word is long, so that nothing runs over the edge."""
        longest = max((len(line) for _y, line in self.theme_lines), default=1)
        return round(min(SIZE, WIDTH / (longest * 0.58)), 1)

    @property
    def teaser(self) -> str:
        note = self.page.theme_note
        return note if len(note) <= TEASER else note[: TEASER - 1].rsplit(" ", 1)[0] + "…"
