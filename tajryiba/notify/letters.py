"""A notice as a letter in the person's own language."""

import re

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from tajryiba.core.languages import LANGUAGES

from . import kinds
from .enums import Reason
from .models import LettersOff, Notice

# Backends that keep letters instead of sending them.
NOT_SERVERS = {f"django.core.mail.backends.{name}.EmailBackend" for name in ("filebased", "console", "dummy")}
_LANGUAGE = re.compile(rf"^/({'|'.join(LANGUAGES)})/")


def in_language(link: str, language: str) -> str:
    """The same address of this site in another language; what lies outside the languages stays."""
    return _LANGUAGE.sub(f"/{language}/", link)


def obstacle(notice: Notice) -> Reason | None:
    """Why no letter may be sent to the person of this notice; None when one may. Asked when it is about to leave."""
    user, kind = notice.user, kinds.known(notice.kind)
    if user is None:
        return None
    if not user.is_active:
        return Reason.CLOSED
    if not user.email:
        return Reason.NO_ADDRESS
    if not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
        return Reason.UNVERIFIED
    optional = kind is None or not kind.required
    if optional and LettersOff.objects.filter(user=user, kind=notice.kind).exists():
        return Reason.SWITCHED_OFF
    return None


def has_server() -> bool:
    return settings.EMAIL_BACKEND not in NOT_SERVERS


def compose(notice: Notice) -> EmailMessage:
    """The letter: subject, body, one link, how to switch it off. Plain text, so that it is small and reads anywhere."""
    user, kind = notice.user, kinds.known(notice.kind)
    with translation.override(user.language if user else notice.language):
        site = settings.SITE_URL
        context = {
            "notice": notice,
            "name": user.get_short_name() if user else notice.name,
            "link": site + _link(notice) if notice.link else "",
            "letters": "" if user is None or (kind and kind.required) else site + reverse("account_letters"),
        }
        headers = {
            # The same at every try, so that a letter sent twice after a crash is shown once.
            "Message-ID": f"<notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S}@{_host()}>",
            "Auto-Submitted": "auto-generated",
        }
        if context["letters"]:
            headers["List-Unsubscribe"] = f"<{context['letters']}>"
        return EmailMessage(
            subject=" ".join(notice.subject.split()),
            body=render_to_string("notify/letter.txt", context),
            to=[user.email if user else notice.address],
            headers=headers,
        )


def _link(notice: Notice) -> str:
    """Who has an account is led there; who has none opens the address itself."""
    return reverse("account_notice", args=[notice.pk]) if notice.user else notice.link


def _host() -> str:
    return settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
