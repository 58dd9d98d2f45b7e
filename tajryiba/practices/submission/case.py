"""What is asked, step by step: the one description that form, autosave, completeness, review and publication share.

Every value is kept as it was typed; `shape.py` reads it. A row of a group is a field named "steps-0-name".
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..enums import BudgetMechanism, FundingKind, Participation
from .enums import Depth
from .fields import Field, Group, Step

MAIN = Step(
    "main",
    _("The main thing"),
    (
        Field(
            "title",
            _("Title"),
            hint=_("What was done and where, up to 90 characters."),
            why=_("By the title others find it in the search."),
            weight=3,
            required=True,
            snapshot=True,
            limit=120,
        ),
        Field(
            "summary",
            _("In short"),
            "text",
            hint=_("One or two sentences with the main figure."),
            why=_("By these lines a reader decides whether to read on."),
            weight=3,
            required=True,
            snapshot=True,
            limit=400,
        ),
        Field("lang", _("Language you write in"), "choice", snapshot=True, choices=settings.LANGUAGES),
        Field(
            "unit",
            _("Municipality"),
            "unit",
            hint=_("Begin to type and choose from the list. Not there? Write it in your own words."),
            why=_("Neighbours look for what was done near them."),
            weight=2,
            required=True,
            snapshot=True,
            limit=200,
        ),
        Field("year_from", _("Year of start"), "year"),
        Field(
            "year_to",
            _("Year of completion"),
            "year",
            why=_("Prices and laws change: the year tells whether the figures still hold."),
            weight=1,
            snapshot=True,
        ),
        Field(
            "topic",
            _("Main topic"),
            "choice",
            hint=_("If you are not sure, leave it: we suggest topics from your text at the end."),
            why=_("The practice stands under it in the catalogue."),
            weight=1,
            required=True,
            snapshot=True,
            choices="topics",
        ),
        Field("other_topics", _("Other topics"), "many", choices="topics"),
    ),
)
STORY = Step(
    "story",
    _("Problem and solution"),
    (
        Field(
            "problem",
            _("Problem"),
            "text",
            hint=_("What was wrong, for how many people, since when."),
            why=_("Readers compare it with their own trouble."),
            weight=3,
            required=True,
            snapshot=True,
        ),
        Field(
            "solution",
            _("Solution"),
            "text",
            hint=_("What exactly was done and why this way was chosen."),
            why=_("Without it nobody can do the same."),
            weight=3,
            required=True,
            snapshot=True,
        ),
        Field(
            "participants",
            _("Who took part"),
            "lines",
            hint=_("Each on a line of its own: bodies, enterprises, groups of residents."),
            why=_("Who repeats it must know whom to bring to the table."),
            weight=2,
        ),
        Field(
            "participation",
            _("How residents took part"),
            "many",
            why=_("The catalogue is narrowed by the ways in which residents took part."),
            weight=1,
            choices=Participation.choices,
        ),
    ),
)
STEPS_DONE = Step(
    "steps",
    _("Steps"),
    (
        Group(
            "steps",
            _("Steps"),
            (
                Field("name", _("What was done"), "text"),
                Field("when", _("When"), "month", hint=_("Year, or month and year: 2024, 03.2024.")),
            ),
            most=12,
            hint=_("In the order in which you did them. From these steps another municipality makes its own plan."),
            why=_("They become the plan of whoever repeats it."),
            weight=3,
        ),
    ),
)
MONEY = Step(
    "money",
    _("Money and time"),
    (
        Field(
            "cost",
            _("Cost, som"),
            "money",
            hint=_("For example 850 000 or 1,2 million. Leave empty if it is not known."),
            why=_("Whoever wants to repeat it asks first what it costs."),
            weight=3,
        ),
        Field("cost_note", _("Note on the cost"), limit=300, hint=_("What the sum covers, in which year's prices.")),
        Group(
            "funding",
            _("Where the money came from"),
            (
                Field("name", _("Source of money")),
                Field("kind", _("Kind"), "choice", choices=FundingKind.choices),
                Field("amount", _("Amount, som"), "money"),
            ),
            most=6,
            why=_("The kenesh asks who pays: the budget, residents, a donor."),
            weight=2,
        ),
        Field("budget", _("Budget mechanisms"), "many", choices=BudgetMechanism.choices),
        Field(
            "duration",
            _("Duration, months"),
            "number",
            why=_("It tells whether there is time for it before winter or the end of the budget year."),
            weight=1,
        ),
        Field(
            "people",
            _("People served"),
            "number",
            why=_("From it comes the cost per resident, by which municipalities of different size compare."),
            weight=2,
        ),
    ),
)
RESULTS = Step(
    "results",
    _("Results"),
    (
        Field(
            "results_note",
            _("What came of it"),
            "text",
            hint=_("What is different now, and for whom."),
            why=_("This is what convinces the head and the kenesh."),
            weight=3,
            required=True,
            snapshot=True,
        ),
        Group(
            "results",
            _("Results in figures"),
            (
                Field("name", _("Indicator"), limit=200),
                Field("unit", _("Unit of measure"), limit=40),
                Field("before", _("Before"), "decimal"),
                Field("after", _("After"), "decimal"),
            ),
            most=8,
            why=_("A figure before and after is stronger than any praise; who repeats it measures by the same."),
            weight=3,
        ),
    ),
)
LESSONS = Step(
    "lessons",
    _("Lessons"),
    (
        Field(
            "failed",
            _("What did not work"),
            "text",
            hint=_("A mistake, a delay, a quarrel, a cost nobody expected. Readers trust a story that tells it."),
            why=_("Others will not pay twice for the same mistake."),
            weight=3,
            required=True,
            snapshot=True,
        ),
        Field(
            "lessons",
            _("Lessons"),
            "text",
            hint=_("What you would do in the same way again, and what differently."),
            why=_("It is what a neighbour would ask you over tea."),
            weight=2,
        ),
        Field(
            "sustainability",
            _("What keeps it going"),
            "text",
            hint=_("Who pays, repairs, answers for it now that it is built."),
            why=_("A practice that stopped after a year is a lesson, not an example."),
            weight=2,
        ),
    ),
)
SOURCES = Step(
    "sources",
    _("Sources and contact"),
    (
        Group(
            "sources",
            _("Links"),
            (Field("url", _("Link"), "url", limit=500), Field("title", _("Title"), limit=250)),
            most=5,
            hint=_("News, a post, a decision, a report: where a reader can see it."),
            why=_("What can be checked is believed."),
            weight=2,
        ),
        Field(
            "contact",
            _("Contact"),
            hint=_("Who answers questions. Seen by the staff of the portal only."),
            why=_("We ask before we change a word, and pass on questions of other municipalities."),
            weight=1,
            snapshot=True,
            limit=300,
        ),
    ),
)

FULL = (MAIN, STORY, STEPS_DONE, MONEY, RESULTS, LESSONS, SOURCES)
SNAPSHOT = (
    Step(
        "snapshot",
        _("Your practice in ten answers"),
        tuple(item for step in FULL for item in step.items if isinstance(item, Field) and item.snapshot),
    ),
)


def steps_of(depth: str) -> tuple[Step, ...]:
    return FULL if depth == Depth.FULL else SNAPSHOT


def items_of(depth: str) -> Iterator[tuple[Step, Field | Group]]:
    return ((step, item) for step in steps_of(depth) for item in step.items)


def _all_fields() -> Iterator[Field]:
    for _step, item in items_of(Depth.FULL):
        if isinstance(item, Field):
            yield item
        else:
            for number in range(item.most):
                yield from item.row(number)


# Name → field: whatever is not here is not stored.
FIELDS: dict[str, Field] = {field.name: field for field in _all_fields()}
