"""Stages of an adoption as data, and the other choices of its workspace."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    STUDYING = "studying", _("Studying")
    ADAPTING = "adapting", _("Adapting to our conditions")
    DECIDED = "decided", _("Decided by the kenesh")
    DOING = "doing", _("Under way")
    DONE = "done", pgettext_lazy("stage of an adoption", "Done")
    CONFIRMED = "confirmed", _("Confirmed by evidence")
    STOPPED = "stopped", _("Stopped")


LINE = (Stage.STUDYING, Stage.ADAPTING, Stage.DECIDED, Stage.DOING, Stage.DONE, Stage.CONFIRMED)
OPEN = (Stage.STUDYING, Stage.ADAPTING, Stage.DECIDED, Stage.DOING)
FINISHED = (Stage.DONE, Stage.CONFIRMED)
# A municipality may keep to itself that it is thinking; what its kenesh has decided is public.
MAY_BE_HIDDEN = (Stage.STUDYING, Stage.ADAPTING)

MEMBER, STAFF = "member", "staff"
# From which stage to which, and who makes the step. `stopped` leads back to the stage at which it was stopped.
MOVES: dict[str, dict[str, str]] = {
    Stage.STUDYING: {Stage.ADAPTING: MEMBER, Stage.STOPPED: MEMBER},
    Stage.ADAPTING: {Stage.DECIDED: MEMBER, Stage.STUDYING: MEMBER, Stage.STOPPED: MEMBER},
    Stage.DECIDED: {Stage.DOING: MEMBER, Stage.ADAPTING: MEMBER, Stage.STOPPED: MEMBER},
    Stage.DOING: {Stage.DONE: MEMBER, Stage.DECIDED: MEMBER, Stage.STOPPED: MEMBER},
    Stage.DONE: {Stage.CONFIRMED: STAFF, Stage.DOING: MEMBER, Stage.STOPPED: MEMBER},
    Stage.CONFIRMED: {Stage.DONE: STAFF, Stage.STOPPED: MEMBER},
    Stage.STOPPED: dict.fromkeys(LINE, MEMBER),
}

# What to do next, said on the workspace and in the friendly reminder.
NEXT_STEP = {
    Stage.STUDYING: _("Read the practice to the end, ask its authors, then go on to adapting."),
    Stage.ADAPTING: _("Fill the adaptation table, set owners and dates of the steps, download the draft decision."),
    Stage.DECIDED: _("Begin: mark the first step that is done, and write the first report."),
    Stage.DOING: _("Write a report: what was done, what stands in the way."),
    Stage.DONE: _("Add documents and photos: staff of the portal confirm the result by them."),
    Stage.CONFIRMED: _("Tell your experience as a practice of your own."),
    Stage.STOPPED: _("What you learnt is kept. You can go on from here whenever you want."),
}


class CaseKind(models.TextChoices):
    """What of an adoption asks for a reaction of the staff."""

    DONE = "practices.adoption_done", _("Adoption reported as done")
    STORY = "practices.adoption_story", _("Practice grown out of an adoption")
    LETTER = "practices.adoption_letter", _("Question of an adopter to the staff")


class Light(models.TextChoices):
    """How a condition of the original stands with us."""

    GREEN = "green", _("Green: we have it")
    AMBER = "amber", _("Amber: we can do it if we change something")
    RED = "red", _("Red: this stands in the way")


class ConditionKind(models.TextChoices):
    MONEY = "money", _("Money")
    SOURCES = "sources", _("Sources of money")
    PEOPLE = "people", _("People")
    PARTICIPATION = "participation", _("How residents took part")
    MECHANISM = "mechanism", _("Budget mechanisms")
    TIME = "time", _("Time")
    SCALE = "scale", _("Scale")
    LAW = "law", _("Law and decisions")
    RISK = "risk", _("What did not work")
    UPKEEP = "upkeep", _("What keeps it going")
    OWN = "own", _("Our own condition")


class PublicPart(models.TextChoices):
    """What a municipality may show beyond its name and the stage."""

    CHANGES = "changes", _("The adaptation table: what we change")
    STEPS = "steps", _("The steps and their dates, without names of people")
    BUDGET = "budget", _("The budget")
    REPORTS = "reports", _("The progress reports with photos")
    RESULTS = "results", _("The results in figures")
    STORY = "story", _("The story, and what did not work")
    LAW = "law", _("The acts on which it rests")


class DraftKind(models.TextChoices):
    KENESH = "kenesh", _("Draft decision of the local kenesh")
    OKMOTU = "okmotu", _("Draft resolution of the ayil okmotu or city hall")


class DraftLanguage(models.TextChoices):
    KY = "ky", "Кыргызча"
    RU = "ru", "Русский"
