"""Questions and replies for tests, through the real verbs."""

from itertools import count

from tajryiba.discuss import domain
from tajryiba.discuss.models import Post
from tests.factories.people import person
from tests.factories.practices import published

_number = count(1)


def question(obj=None, *, author=None, text: str = "", public: bool = False, **fields) -> Post:
    """Waits for a moderator, unless `public`."""
    post = domain.ask(
        author=author or person(),
        obj=obj if obj is not None else published(),
        text=text or f"Түтүк кайдан алынды? {next(_number)}",
        lang=fields.pop("lang", "ky"),
        **fields,
    )
    return approve(post) if public else post


def reply(to: Post, *, author=None, text: str = "", public: bool = False, **fields) -> Post:
    post = domain.reply(
        author=author or person(), post=to, text=text or f"Шаардан алдык {next(_number)}", lang="ky", **fields
    )
    return approve(post) if public else post


def approve(post: Post, moderator=None) -> Post:
    return domain.moderate(post, actor=moderator or person("editor"), approve=True)
