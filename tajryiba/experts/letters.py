"""The signed link in a letter, with which one answers a request for a comment without an account.

It is good for one request and one purpose, runs out by itself, and dies when the request is closed (`nonce`). It
travels in the query, which is never written into logs.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from tajryiba.core.languages import current_language

from .models import CommentRequest, Expert

SALT = "tajryiba.experts.comment-by-letter"
MAX_AGE = timedelta(days=200)  # a request is asked half a year ahead at most


def token(request: CommentRequest) -> str:
    return signing.dumps([request.pk, request.nonce], salt=SALT, compress=False)


def address(request: CommentRequest) -> str:
    """The page of the answer in the active language, without the host."""
    return f"{reverse('comment_by_letter')}?key={token(request)}"


def site() -> str:
    return settings.SITE_URL


def opened(text: str) -> CommentRequest | None:
    """The request that a link opens; None for every other one: forged, run out, closed, of another purpose."""
    try:
        pk, nonce = signing.loads(text[:400], salt=SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = CommentRequest.objects.select_related("invitation__expert", "comment")
    return rows.filter(pk=pk, nonce=nonce).exclude(nonce="").first()


def language_of(expert: Expert) -> str:
    """In which language to write to somebody without an account: Kyrgyz, unless they only speak another of ours."""
    spoken = [code for code in ("ky", "ru", "en") if code in expert.languages]
    return spoken[0] if spoken else current_language()
