"""Counts and lists that other pages stand on."""

import pytest

from tajryiba.practices import domain, queries
from tajryiba.practices.catalogue import index
from tajryiba.practices.catalogue.search import similar
from tajryiba.practices.domain import publish_text
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()


def test_counts_by_topic_count_main_and_other_topics_once():
    water, road = make.topic("water"), make.topic("road")
    make.published(main_topic=water, other_topics=[road])
    make.published(main_topic=road)
    make.practice(main_topic=water)
    assert queries.practice_counts_by_topic() == {water.pk: 1, road.pk: 2}


def test_counts_by_oblast_count_a_joint_practice_once_in_each():
    osh, naryn = make.unit("Ош", "oblast"), make.unit("Нарын", "oblast")
    make.published(units=[make.unit("А", parent=osh), make.unit("Б", parent=osh), make.unit("В", parent=naryn)])
    make.published()
    assert queries.practice_counts_by_oblast() == {osh.pk: 1, naryn.pk: 1}


def test_figures_of_the_home_page():
    place = make.unit()
    make.published(units=[place])
    make.published(units=[place], origin="international")
    make.practice(units=[make.unit()])
    assert queries.portal_figures() == {"practices": 2, "international": 1, "municipalities": 1, "topics": 1}


def test_practices_of_an_oblast_include_those_of_its_municipalities():
    osh = make.unit("Ош", "oblast")
    inside, outside = make.unit(parent=osh), make.unit()
    mine = make.published(units=[inside])
    make.published(units=[outside])
    assert queries.practices_of_lineage(osh) == [mine.pk]


def told(title: str, **facts):
    """A published practice whose words are its own."""
    made = make.practice(**facts)
    publish_text(text=make.text(made, "ru", title=title, summary=title, problem="", solution=""))
    return made


def test_similar_ones_tell_of_the_same_thing():
    this = told("Насос на солнечных батареях")
    told("Ремонт школьной крыши")
    same = told("Солнечные батареи и насосы", main_topic=make.topic("road"))
    assert similar(this.pk)[0] == same.pk
    assert similar(0) == []


def test_similar_ones_are_filled_up_from_the_main_topic_and_the_best_proven_come_first():
    water, road = make.topic("water"), make.topic("road")
    this = told("Насос", main_topic=water)
    weak, strong = told("Крыша", main_topic=water), told("Мост", main_topic=water, evidence_level=4)
    distant = told("Школа", main_topic=road, other_topics=[water], evidence_level=3)
    told("Фонари", main_topic=road)
    assert similar(this.pk) == [strong.pk, weak.pk, distant.pk]


def test_a_kept_practice_is_renewed_when_it_changes():
    made = make.published(year_to=2020)
    assert queries.public_practice(made.pk).year_to == 2020
    made.year_to = 2021
    made.save()
    domain.facts_changed(made)
    assert queries.public_practice(made.pk).year_to == 2021
    assert queries.public_practice(0) is None
