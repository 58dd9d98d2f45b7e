"""The predicate and the query set agree about who reads what."""

import pytest

from tajryiba.discuss import domain
from tajryiba.discuss.models import Post
from tests.factories.discuss import question, reply
from tests.factories.people import EVERYBODY, person
from tests.factories.practices import published

pytestmark = pytest.mark.django_db
MODERATORS = {"content_admin", "editor", "superuser"}


def everything() -> dict[str, Post]:
    about, author = published(), person()
    public, waiting = question(about, author=author, public=True), question(about, author=author)
    refused = domain.moderate(question(about), actor=person("editor"), approve=False, reason="Жарнама")
    under_waiting = reply(waiting, author=author, public=True)
    return {
        "public": public,
        "waiting": waiting,
        "refused": refused,
        "reply": reply(public, public=True),
        "waiting reply": reply(public),
        "reply under waiting": under_waiting,
    }


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reads(role):
    posts, user = everything(), person(role)
    expected = set(posts) if role in MODERATORS else {"public", "reply"}
    visible = set(Post.objects.visible_to(user))
    for name, post in posts.items():
        post = Post.objects.select_related("parent").get(pk=post.pk)
        assert user.has_perm("discuss.read_post", post) is (name in expected), name
        assert (post in visible) is (name in expected), name
        assert user.has_perm("discuss.moderate_post", post) is (role in MODERATORS)
        assert user.has_perm("discuss.reply", post) is (role != "guest" and name in expected)
    assert set(Post.objects.public()) == {posts["public"], posts["reply"]}


def test_authors_read_their_own():
    posts = everything()
    for post in posts.values():
        assert post.author.has_perm("discuss.read_post", post)
        assert post in Post.objects.visible_to(post.author)


def test_nothing_is_nobodys():
    assert not person("guest").has_perm("discuss.read_post", None)
