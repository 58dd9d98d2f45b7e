"""How the last page of an article is closed: the room that its two columns leave is made into one panel.

The measuring pass tells where the text ends and what room follows. A panel may turn out too high, since pictures and
tables cannot be cut: then it is tried lower, then as a panel in the column alone, then it is left out. Lengths in mm.
"""

from dataclasses import dataclass, field

LEAST, MOST, SLACK = 32.0, 230.0, 9.0
WHOLE_COLUMN = 250.0  # a page that holds less room for text has a picture or a table across it
LEAST_IN_COLUMN = 36.0
FREED, FREED_A_PAGE = 50.0, 14.0  # by a lower opening and by smaller letters, in both columns together
SHARES = (1.0, 0.85, 0.65)  # of the first height
ATTEMPTS = 5

Noted = dict[str, list[dict]]  # what the templates noted, by label


@dataclass
class Ending:
    """Where an article ends. `rooms`: what is left in its column and in the two after it, with their pages."""

    page: int
    pages: int
    rooms: list[tuple[int, float]] = field(default_factory=list)
    tried: int = 0

    def plans(self) -> list[list[dict]]:
        """Ways to close the page, the best first; the last one is always possible."""
        here = [room for page, room in self.rooms if page == self.page]
        after = [room for page, room in self.rooms if page > self.page]
        height = min(sum(here) / 2 - SLACK, MOST)
        column = len(here) == 1 and here[0] >= LEAST_IN_COLUMN
        if after and LEAST <= after[0] < WHOLE_COLUMN:
            rest = [{"kind": "within", "rug": True}] if column else []
            return [[*rest, {"kind": "next", "height": round(after[0] - SLACK, 1), "breaks": len(here)}], []]
        plans = [
            [{"kind": "across", "height": round(height * share, 1)}] for share in SHARES if height * share >= LEAST
        ]
        if column:
            plans.insert(1 if plans else 0, [{"kind": "within"}])
        return [*plans, []]

    def panels(self, attempt: int) -> list[dict]:
        """What is tried now; nothing any more at the last attempt."""
        plans = self.plans()
        return plans[-1] if attempt == ATTEMPTS - 1 else plans[min(self.tried, len(plans) - 1)]

    def nearly_empty(self) -> bool:
        """A last page with a few lines, which the pages before it would take in if they were set a little tighter."""
        here = [room for page, room in self.rooms if page == self.page]
        used = len(here) * WHOLE_COLUMN - sum(here) if len(here) == 2 else 2 * WHOLE_COLUMN
        return self.pages > 0 and used <= FREED + FREED_A_PAGE * self.pages


def endings(noted: Noted) -> dict[str, Ending]:
    """The ending of each article, by its name, in order."""
    starts = {found["id"]: found["page"] for found in noted["opens"]}
    found = {told["id"]: Ending(told["page"], told["page"] - starts[told["id"]]) for told in noted["ends"]}
    for told in noted["rooms"]:
        found[told["id"]].rooms.append((told["page"], told["room"]))
    return found


def retry(before: dict[str, Ending], noted: Noted) -> bool:
    """Whether a panel went wrong: text was pushed to another page, or the panel itself, or a column became too
    short for what cannot be cut. Such endings try their next plan.
    """
    starts = {found["id"]: found["page"] for found in noted["opens"]}
    ends = {found["id"]: found["page"] for found in noted["ends"]}
    stand = {(found["id"], found["page"]) for found in noted["panels"]}
    squeezed = _squeezed(noted)
    again = False
    for name, ending in before.items():
        longer = ends[name] - starts[name] > ending.pages
        astray = {page for owner, page in stand if owner == name} - {ends[name]}
        if (longer or astray or ends[name] in squeezed) and ending.tried < len(ending.plans()) - 1:
            ending.tried += 1
            again = True
    return again


def _squeezed(noted: Noted) -> set[int]:
    """Pages on which something that cannot be cut has less room than it needs."""
    pairs = zip(noted["heads"], noted["feet"], strict=True)
    return {
        head["page"]
        for head, foot in pairs
        if (head["page"], head["x"]) == (foot["page"], foot["x"]) and foot["y"] - head["y"] < head["height"] - 1
    }
