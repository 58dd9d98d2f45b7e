"""Public questions with their public replies in the search, each in the language in which it was asked."""

from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tajryiba.search.documents import Document, Kind, Text, register

from . import queries, subjects
from .models import Post

TITLE = 120


def question_document(post: Post) -> Document | None:
    """None while the question waits or was refused, for a reply (it is found with its question), and as long as what it
    is about is not public.
    """
    if not post.is_question or post.obj is None or not AnonymousUser().has_perm("discuss.read_post", post):
        return None
    subject = subjects.of(post.obj)
    if not subject.visible(AnonymousUser(), post.obj):
        return None
    with translation.override(post.lang):
        about = str(subject.title(post.obj))
        text = Text(
            title=Truncator(" ".join(post.text.split())).chars(TITLE),
            url=post.get_absolute_url(),
            summary=about,
            body="\n".join([post.text, *(reply.text for reply in post.public_replies)]),
        )
    _organisation, unit = subject.place(post.obj)
    return Document(
        {post.lang: text},
        topics=tuple(subject.topics(post.obj)),
        units=(unit,) if unit else (),
        year=post.created_at.year,
        fresh_on=post.created_at.date(),
        popularity=len(post.public_replies),
    )


def rows():
    return queries.with_objects(Post.objects.all()).prefetch_related(queries.public_replies())


def connect() -> None:
    register(Kind("question", _("Questions"), Post, question_document, rows, order=20))
