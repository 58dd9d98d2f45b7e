"""A digest: what an editor picked out of the month, two or three lines each, before it becomes an article."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article, ArticlePage


class DigestItem(models.Model):
    """One line of a digest; `article` is the digest itself (its kind says which). The words were proposed from the
    summary of `source` and may be changed here.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="digest_items")
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")
    position = models.PositiveSmallIntegerField(default=0)
    text_ky = models.TextField(_("lines in Kyrgyz"), blank=True, max_length=600)
    text_ru = models.TextField(_("lines in Russian"), blank=True, max_length=600)

    class Meta:
        verbose_name = _("item of a digest")
        verbose_name_plural = _("items of digests")
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "content_type", "object_id"], name="magazine_digest_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.content_type_id}:{self.object_id}"


class Composed(models.Model):
    """The revision of a page that was written out of the items: a newer one was changed by hand."""

    page = models.OneToOneField(ArticlePage, models.CASCADE, related_name="composed")
    revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("composed text of a digest")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.revision_id}"
