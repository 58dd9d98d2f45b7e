"""The truth of search: one row per object and language, the sequence of changes, the words that the public may read.

Nothing here points upward: objects are content type and id, topics and units are ids, visibility is tokens.
"""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIELDS = ("title", "summary", "body", "extra")


def new_stamp() -> str:
    return uuid4().hex[:16]


class Entry(models.Model):
    """An object in one language: its words, their tokens (with spaces between), and what it is narrowed by."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    lang = models.CharField(max_length=2)
    kind = models.CharField(max_length=30)
    url = models.CharField(max_length=300)
    title = models.TextField()
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    extra = models.TextField(blank=True)
    title_tokens = models.TextField(blank=True)
    summary_tokens = models.TextField(blank=True)
    body_tokens = models.TextField(blank=True)
    extra_tokens = models.TextField(blank=True)
    visible = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    units = models.JSONField(default=list)
    year = models.PositiveSmallIntegerField(null=True)
    fresh_on = models.DateField(null=True)
    popularity = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("row of the search")
        verbose_name_plural = _("rows of the search")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "lang"], name="search_entry_once"),
        ]
        indexes = [models.Index(fields=["kind"], name="search_entry_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} [{self.lang}] {self.title[:60]}"

    @property
    def key(self) -> tuple[int, int]:
        return self.content_type_id, self.object_id

    def tokens(self) -> str:
        """Tokens of all fields."""
        return " ".join(filter(None, (getattr(self, f"{name}_tokens") for name in FIELDS)))


class State(models.Model):
    """One row: the number of the last change. Its lock, held until commit, puts the changes in the order of commits.

    `stamp` tells this database's history from another one's with the same numbers (a backup that was restored).
    `rebuild_kind`, `rebuild_after`: how far an unfinished rebuild of the rows has come; `rows_version`: by which rules
    the rows were written last.
    """

    seq = models.PositiveBigIntegerField(default=0)
    stamp = models.CharField(max_length=16, default=new_stamp)
    rebuild_kind = models.CharField(max_length=30, blank=True)
    rebuild_after = models.PositiveBigIntegerField(default=0)
    rows_version = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.seq)


class Change(models.Model):
    """Something about an object changed; the engine reads its rows when it comes to this number."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    stamp = models.CharField(max_length=16)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.seq}: {self.content_type_id}.{self.object_id}"


class Word(models.Model):
    """A word that public rows hold, and in how many: what a mistyped word may have meant."""

    word = models.CharField(max_length=40, primary_key=True)
    folded = models.CharField(max_length=40, db_index=True)
    rows = models.IntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.word


class Spelling(models.Model):
    """A key under which a word is looked for when it is mistyped (spelling.py)."""

    key = models.CharField(max_length=40, db_index=True)
    word = models.ForeignKey(Word, models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key} → {self.word_id}"


class Stem(models.Model):
    """A stem of words that public rows hold, and of how many: what a mistyped form of a word may begin with."""

    stem = models.CharField(max_length=40, primary_key=True)
    words = models.IntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.stem


class StemSpelling(models.Model):
    """A key under which a stem is looked for when its word is mistyped (spelling.py)."""

    key = models.CharField(max_length=40, db_index=True)
    stem = models.ForeignKey(Stem, models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key} → {self.stem_id}"


class AskedQuery(models.Model):
    """How often a question was asked in a month and what was found; never by whom (README, «The log»)."""

    text = models.CharField(_("Question"), max_length=200)
    lang = models.CharField(_("Language"), max_length=2)
    month = models.DateField(_("Month"))
    asked = models.PositiveIntegerField(_("Times asked"), default=0)
    found = models.PositiveIntegerField(_("Results found"), default=0)
    topic = models.PositiveBigIntegerField(null=True)
    clicks = models.PositiveIntegerField(_("Times opened"), default=0)
    clicked_ranks = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("question to the search")
        verbose_name_plural = _("questions to the search")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["month", "lang", "text"], name="search_asked_once_a_month")]
        indexes = [models.Index(fields=["month", "found"], name="search_asked_found")]

    def __str__(self) -> str:
        return self.text

    @property
    def mean_rank(self) -> float | None:
        """At which place stood what was opened, on average."""
        return round(self.clicked_ranks / self.clicks, 1) if self.clicks else None
