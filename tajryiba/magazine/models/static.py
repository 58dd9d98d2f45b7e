"""Pages that stay: about the portal, how to take part, terms, accessibility."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from ..blocks import StoryBlock
from .sections import PortalPage


class StaticPage(PortalPage):
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["magazine.LanguageHome", "magazine.StaticPage"]
    subpage_types = ["magazine.StaticPage"]
    template = "magazine/static_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of the portal")

    def clean(self):
        """A page at an address that a part of the portal answers would never be seen."""
        super().clean()
        if self.slug and self.locale_id:
            with translation.override(self.lang):
                taken = resolve(f"/{self.lang}/{self.slug}/").url_name != "wagtail_serve"
            if taken:
                raise ValidationError({"slug": _("A part of the portal has this address. Choose another one.")})
