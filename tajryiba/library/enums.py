from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MaterialKind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    REGULATION = "regulation", _("Model regulation")
    FORM = "form", _("Form")
    SAMPLE = "sample", _("Sample of a decision")
    VIDEO = "video", _("Video")
    COURSE = "course", _("Course elsewhere")
    REPORT = "report", _("Report or study")
    SITE = "site", _("Site or database")


# What schema.org calls a learning resource; the rest are documents.
LEARNING = (MaterialKind.GUIDE, MaterialKind.VIDEO, MaterialKind.COURSE)


class Origin(models.TextChoices):
    OURS = "ours", _("Our project")
    PROJECT = "project", _("Another project")
    ORGANISATION = "organisation", _("Another organisation")


class Level(models.TextChoices):
    FIRST = "first", _("For the first steps")
    WORK = "work", _("For everyday work")
    DEEP = "deep", _("In depth")


class Licence(models.TextChoices):
    """On what terms others may use the material. Empty: the source does not say."""

    FREE = "free", _("Free to use and change")
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    OFFICIAL = "official", _("Official document, no copyright")
    PERMISSION = "permission", _("Shown here with the author's permission")
    RESERVED = "reserved", _("All rights with the author")


class Language(models.TextChoices):
    """Of a file or of what lies behind a link; a file may be in several."""

    KY = "ky", "Кыргызча"
    RU = "ru", "Русский"
    EN = "en", "English"
    OTHER = "other", _("Another language")


class LinkState(models.TextChoices):
    WORKS = "works", pgettext_lazy("of a link", "Works")
    DOUBTFUL = "doubtful", pgettext_lazy("of a link", "Failed once")
    BROKEN = "broken", pgettext_lazy("of a link", "Broken")


class FieldKind(models.TextChoices):
    """What is asked in the form of a fillable sample."""

    LINE = "line", _("A line")
    TEXT = "text", _("A text of several lines")
    DAY = "day", _("A date")
    SOM = "som", _("Whole som")


# How much a guest may write into one field, in characters.
LONGEST = {FieldKind.LINE: 200, FieldKind.TEXT: 2000, FieldKind.DAY: 30, FieldKind.SOM: 30}
