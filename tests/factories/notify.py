"""Notices for tests, of a kind that only tests know."""

from itertools import count

from tajryiba.notify import domain, kinds
from tajryiba.notify.models import Notice

KIND = "tests.told"
REQUIRED = "tests.required"
SITE_ONLY = "tests.site_only"
_number = count(1)


def register_kinds() -> None:
    kinds.register(kinds.Kind(KIND, label="Told", subject="About %(title)s", body="Says %(text)s"))
    kinds.register(kinds.Kind(REQUIRED, subject="Required %(title)s", required=True))
    kinds.register(kinds.Kind(SITE_ONLY, label="Quiet", subject="Quiet %(title)s", email=False))


def notice(user, kind: str = KIND, *, link: str = "/ru/practices/", **facts) -> Notice:
    register_kinds()
    facts = {"title": f"matter {next(_number)}", "text": "words", **facts}
    return domain.send(kind, to=[user], facts=facts, link=link)[0]
