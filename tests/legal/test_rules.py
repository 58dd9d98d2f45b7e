"""Who may read acts and what rests on them: the lists and the predicates say the same."""

import pytest

from tajryiba.legal import domain, queries, subjects
from tajryiba.legal.models import Act
from tajryiba.practices.adoption import domain as adopting
from tajryiba.practices.adoption.enums import PublicPart
from tajryiba.practices.domain import publish_text
from tests.factories import adoption as adoptions
from tests.factories import legal as make
from tests.factories import library, magazine, practices
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", EVERYBODY)
def test_lists_of_acts_agree_with_the_predicate(role):
    make.act()
    make.act(public=False)
    user = person(role)
    listed = set(Act.objects.visible_to(user))
    assert listed == {act for act in Act.objects.all() if user.has_perm("legal.read_act", act)}
    assert len(listed) == (2 if role in ("editor", "content_admin", "superuser") else 1)


def test_where_used_agrees_with_what_is_visible():
    act, editor = make.act(), person("editor")
    public, draft = practices.published(), practices.practice()
    practices.text(draft, "ru")
    guide, unfinished = library.published(), library.material()
    library.text(unfinished, "ru")
    article, unwritten = magazine.an_article(("ru",)), magazine.an_article(())
    for source in (public, draft, guide, unfinished, article, unwritten):
        domain.cite(source=source, act=act, actor=editor)
    shown, plain, hidden = (adoptions.Team(unit=practices.unit(f"Айыл {n}")) for n in range(3))
    origin = adoptions.adoptable()
    for team, hide, parts in ((shown, False, [PublicPart.LAW]), (plain, False, []), (hidden, True, [PublicPart.LAW])):
        row = adoptions.adoption(team, origin)
        row = adopting.choose_public(adoption=row, by=team.member, parts=parts, is_hidden=hide)
        domain.cite(source=row, act=act, actor=team.member)
    for subject in subjects.every():
        listed = {use.url for use in queries.where_used(act, subject)}
        assert listed == {subject.url(obj) for obj in subject.rows() if subject.visible(obj)} - {
            origin.get_absolute_url()
        }
        assert len(listed) == 1


def test_a_page_tells_where_the_act_is_used_and_on_what_a_practice_rests(guest):
    act, editor = make.with_text(15), person("editor")
    practice = practices.published()
    domain.cite(source=practice, act=act, article="st-12", note="Разрешает тариф", actor=editor)
    html = guest.get(act.url_in("en")).content.decode()
    assert practice.url_in("en") in html and "article 12: Разрешает тариф" in html
    html = guest.get(practice.url_in("en")).content.decode()
    assert "Legal basis" in html and f"{act.url_in('en')}?at=st-12#st-12" in html and "Разрешает тариф" in html
    other = practices.published()
    html = guest.get(f"/en/practices/compare/?id={practice.pk}&id={other.pk}").content.decode()
    assert "Legal basis" in html and "article 12, " in html
    html = guest.get(other.url_in("en")).content.decode()
    assert "Legal basis" not in html


def test_a_draft_practice_shows_on_the_act_only_once_published(guest):
    act, editor = make.act(), person("editor")
    practice = practices.practice()
    text = practices.text(practice, "ru")
    domain.cite(source=practice, act=act, actor=editor)
    assert "/practices/" + str(practice.pk) not in guest.get(act.url_in("ru")).content.decode()
    publish_text(text=text)
    assert f"/practices/{practice.pk}-" in guest.get(act.url_in("ru")).content.decode()
