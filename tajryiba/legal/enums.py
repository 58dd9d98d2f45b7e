"""Choices of the legal app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActKind(TextChoices):
    CONSTITUTION = "constitution", _("Constitution")
    CONSTITUTIONAL_LAW = "const_law", _("Constitutional law")
    CODE = "code", pgettext_lazy("legal act", "Code")
    LAW = "law", _("Law")
    DECREE = "decree", _("Decree")
    RESOLUTION = "resolution", pgettext_lazy("legal act", "Resolution")
    REGULATION = "regulation", pgettext_lazy("legal act", "Regulation")
    ORDER = "order", pgettext_lazy("legal act", "Order")
    DECISION = "decision", pgettext_lazy("legal act", "Decision")
    TREATY = "treaty", _("International treaty")


class Body(TextChoices):
    """Who adopted an act; `Act.body_note` names a ministry or a kenesh."""

    PARLIAMENT = "parliament", _("Jogorku Kenesh")
    PRESIDENT = "president", _("President")
    CABINET = "cabinet", _("Cabinet of Ministers")
    GOVERNMENT = "government", _("Government (until 2021)")
    MINISTRY = "ministry", _("Ministry or state agency")
    KENESH = "kenesh", _("Local kenesh")
    SUPREME_SOVIET = "soviet", _("Supreme Soviet (until 1994)")
    INTERNATIONAL = "intl", _("International organisation")
    OTHER = "other", _("Another body")


class ActStatus(TextChoices):
    IN_FORCE = "in_force", _("In force")
    AMENDED = "amended", _("In force with changes")
    NOT_YET = "not_yet", _("Not yet in force")
    VOID = "void", _("No longer in force")
    UNCHECKED = "unchecked", _("To be checked")


class AppliesTo(TextChoices):
    CITIES = "cities", _("City halls")
    AYIL_OKMOTU = "ayil_okmotu", _("Ayil okmotu")
    KENESHES = "keneshes", _("Local keneshes")
    SERVICES = "services", _("Municipal services")


class RelationKind(TextChoices):
    """From the newer act to the older one; INVERSE names the same seen from the other side."""

    AMENDS = "amends", _("Amends")
    REPEALS = "repeals", _("Repeals")
    IMPLEMENTS = "implements", _("Implements")
    RELATED = "related", _("Related to")


INVERSE = {
    RelationKind.AMENDS: _("Amended by"),
    RelationKind.REPEALS: _("Repealed by"),
    RelationKind.IMPLEMENTS: _("Implemented by"),
    RelationKind.RELATED: _("Related to"),
}


class Level(TextChoices):
    """What a piece of a text is."""

    PREAMBLE = "preamble", _("Beginning")
    SECTION = "section", _("Section")
    CHAPTER = "chapter", _("Chapter")
    PARAGRAPH = "paragraph", _("Paragraph")
    ARTICLE = "article", _("Article")
    POINT = "point", _("Point")
    ANNEX = "annex", _("Annex")


# Depth in the table of contents.
DEPTH = {
    Level.PREAMBLE: 0,
    Level.ANNEX: 0,
    Level.SECTION: 1,
    Level.CHAPTER: 2,
    Level.PARAGRAPH: 3,
    Level.ARTICLE: 4,
    Level.POINT: 4,
}


class ChangeKind(TextChoices):
    """What happened to an act; FLAGGING ones make whoever cites it look again."""

    AMENDED = "amended", _("Amended")
    REPLACED = "replaced", _("Replaced by another act")
    VOIDED = "voided", _("No longer in force")
    TOOK_EFFECT = "took_effect", _("Came into force")
    ADOPTED = "adopted", _("Adopted")


FLAGGING = (ChangeKind.AMENDED, ChangeKind.REPLACED, ChangeKind.VOIDED)
STATUS_AFTER = {
    ChangeKind.AMENDED: ActStatus.AMENDED,
    ChangeKind.REPLACED: ActStatus.VOID,
    ChangeKind.VOIDED: ActStatus.VOID,
    ChangeKind.TOOK_EFFECT: ActStatus.IN_FORCE,
}
