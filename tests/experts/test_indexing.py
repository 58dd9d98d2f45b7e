"""Experts are found while they are published, by what readers see; nobody else is."""

import pytest

from tajryiba.experts import domain
from tajryiba.experts.domain.forgetting import forget
from tajryiba.search.queries import find
from tests.factories import experts as make

pytestmark = pytest.mark.django_db


def found(query: str) -> list[int]:
    return [hit.object_id for hit in find(query, lang="ru", filters={"kind": ["expert"]}).hits]


def test_only_a_published_expert_is_found():
    name = {"name_ru": "Гидротехников Образец", "name_ky": "Гидротехников Үлгү"}
    waiting = make.waiting(**name)
    assert found("гидротехников") == []
    domain.decide(expert=waiting, by=make.moderator(), publish=True)
    assert found("гидротехников") == [waiting.pk]
    domain.hide(expert=waiting, by=make.moderator(), reason="просил")
    assert found("гидротехников") == []


def test_whom_the_portal_forgot_is_not_found():
    one = make.expert(name_ru="Мелиоратор Образец", name_ky="Мелиоратор Үлгү")
    assert found("мелиоратор") == [one.pk]
    forget(one)
    assert found("мелиоратор") == []
