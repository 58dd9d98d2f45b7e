"""The digest as a letter: who gets it, and in which words."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.notify import domain as notify
from tajryiba.notify import following, kinds
from tajryiba.notify.kinds import Kind
from tajryiba.notify.models import Happening
from tajryiba.people.enums import ConsentKind
from tajryiba.people.models import Consent, User

from ..models import Article, DigestItem, Issue

DIGEST = "magazine.digest"

KIND = Kind(
    DIGEST,
    label=_("Digests of news and of legislation"),
    subject="%(title)s",
    body="%(lines)s",
    button=_("Read on the portal"),
)


def register() -> None:
    kinds.register(KIND)


def _key(article: Article) -> str:
    return f"digest:{article.pk}"


def was_sent(article: Article) -> bool:
    return Happening.objects.filter(kind=DIGEST, key=_key(article)).exists()


def readers() -> list[User]:
    """Open accounts that agreed to news by e-mail."""
    consents = Consent.objects.in_force().filter(kind=ConsentKind.NEWS_EMAIL)
    return list(User.objects.filter(pk__in=consents.values("user"), is_active=True).order_by("pk"))


def send_out(article: Article, titles: dict[str, str], lines: dict[str, str]) -> int:
    """Those who agreed now, followers as often as they chose; a person in both is told once. Returns how many now."""
    agreed = readers()
    facts, link, key = {"title": titles, "lines": lines}, reverse("article_anyway", args=[article.pk]), _key(article)
    about = [ContentType.objects.get_for_model(model) for model in (Issue, DigestItem)]
    happening = following.announce(
        DIGEST, about=about, facts=facts, link=link, key=key, but=[person.pk for person in agreed]
    )
    notify.send(DIGEST, to=agreed, facts=facts, link=link, key=key)
    return happening.told.count()


def letter_item(title: str, words: str, url: str) -> str:
    return "\n".join(filter(None, [f"• {title}" if title else "", words, settings.SITE_URL + url if url else ""]))
