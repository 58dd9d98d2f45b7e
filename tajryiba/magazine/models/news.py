"""News: facts once, a page in each language."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from ..blocks import StoryBlock
from ..enums import NewsKind
from ..querysets import NewsQuerySet
from .sections import PortalPage, key_field

WEB = [URLValidator(schemes=["http", "https"])]


class News(models.Model):
    """What the languages of a piece of news share."""

    key = key_field()
    working_title = models.CharField(
        _("Working title"), max_length=200, help_text=_("For the staff; readers see the title of a page.")
    )
    kind = models.CharField(_("Kind"), max_length=15, choices=NewsKind, default=NewsKind.NEWS)
    happens_on = models.DateField(_("Day of the event"), null=True, blank=True)
    deadline = models.DateField(
        _("Open until"), null=True, blank=True, help_text=_("The last day of a call, or of a discussion.")
    )
    topics = models.ManyToManyField("reference.Topic", blank=True, related_name="news", verbose_name=_("Topics"))
    units = models.ManyToManyField("reference.Unit", blank=True, related_name="news", verbose_name=_("Municipalities"))
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )
    source_title = models.CharField(_("Source"), max_length=200, blank=True)
    source_url = models.CharField(_("Address of the source"), max_length=500, blank=True, validators=WEB)
    # Kept by the verbs:
    created_at = models.DateTimeField(auto_now_add=True)
    first_published_at = models.DateTimeField(null=True, editable=False, db_index=True)
    starter_key = models.CharField(max_length=40, unique=True, null=True, editable=False)  # noqa: DJ001

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        ordering = ["-first_published_at", "-pk"]

    def __str__(self) -> str:
        return self.working_title

    def clean(self) -> None:
        """A call without its last day, a draft without its text, an announcement of no day are of no use."""
        super().clean()
        faults = {}
        if self.kind in (NewsKind.GRANT, NewsKind.DRAFT_ACT) and not self.deadline:
            faults["deadline"] = _("Say until which day it is open.")
        if self.kind == NewsKind.DRAFT_ACT and not self.source_url:
            faults["source_url"] = _("Give the address where the draft itself can be read.")
        if self.kind == NewsKind.ANNOUNCEMENT and not (self.happens_on or self.deadline):
            faults["happens_on"] = _("Say on which day it happens, or until when it is open.")
        if faults:
            raise ValidationError(faults)

    def days_left(self) -> int | None:
        """Days until the deadline, 0 on its day; None without one or when it is over."""
        return _days_until(self.deadline)

    def days_to_event(self) -> int | None:
        """Days until the event, 0 on its day; None without one or when it is over."""
        return _days_until(self.happens_on)

    @staticmethod
    def is_editor(user) -> bool:
        return user is not None and user.is_authenticated and user.has_perm("magazine.change_news")


def _days_until(day: date | None) -> int | None:
    left = (day - timezone.localdate()).days if day else -1
    return left if left >= 0 else None


class NewsPage(PortalPage):
    """The words of the news in one language."""

    news = models.ForeignKey(News, models.PROTECT, related_name="pages", editable=False)
    lead = models.TextField(
        _("lead"), max_length=400, blank=True, help_text=_("One or two sentences: what it is about.")
    )
    image = models.ForeignKey(
        "media.PortalImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["magazine.NewsSection"]
    subpage_types: list[str] = []
    is_creatable = False
    section = "news"
    template = "magazine/news_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("lead"), FieldPanel("image"), FieldPanel("body")]

    class Meta:
        verbose_name = _("text of news")
