"""Drafts of decisions: the facts of the municipality in them, blanks where nothing is known, no act invented."""

import re
from datetime import date
from io import BytesIO

import docx
import pytest

from tajryiba.core.errors import DomainError
from tajryiba.practices.adoption import domain
from tajryiba.practices.adoption.drafting.acts import acts, acts_of
from tajryiba.practices.adoption.drafting.facts import facts_of, sample_facts
from tajryiba.practices.adoption.drafting.make import draft, starter_template, template_in_force
from tajryiba.practices.adoption.enums import DraftKind, DraftLanguage, Stage
from tests.factories import practices as make
from tests.factories.adoption import Team, adoptable, adoption, at_stage
from tests.factories.adoption import template as keep

pytestmark = pytest.mark.django_db


def text_of(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_draft_of_the_kenesh_says_who_what_and_for_how_much():
    district = make.unit("Кочкор району", kind="district", parent=make.unit("Нарын облусу", kind="oblast"))
    team = Team(unit=make.unit("Ак-Учук айыл аймагы", parent=district, population=5400))
    row = adoption(team)
    domain.describe(adoption=row, by=team.member, goal="Суу ар бир короого & <жыл бою>")
    row.steps.filter(order=0).update(owner=team.member, due=date(2027, 3, 15))
    row.budget.filter(kind="donor").update(planned_som=1_200_000, name="=Долбоор\x0b")
    row.conditions.filter(kind="money").update(change="Өзүбүздүн каражат")
    row.refresh_from_db()
    words = text_of(draft(row, "kenesh", "ru"))
    assert "О применении практики «Вода в каждый двор»" in words
    assert "айылный кенеш РЕШИЛ:" in words
    assert "от 20 октября 2021 года № 123 (статьи ____)" in words
    assert "Кочкор району, Нарын облусу" in words
    assert "2. Определить цель: Суу ар бир короого & <жыл бою>." in words
    assert "1\u00a0200\u00a0000\u00a0сом" in words
    assert "=Долбоор" in words
    assert team.member.get_full_name() in words
    assert "15 марта 2027 г." in words
    assert "Население: 5\u00a0400" in words
    assert "Деньги: Өзүбүздүн каражат" in words
    assert "«____» ____________ 20____ года № ________" in words


def test_the_draft_in_kyrgyz():
    team = Team()
    words = text_of(draft(at_stage(Stage.ADAPTING, team), "kenesh", "ky"))
    assert "«Ар бир короого суу» тажрыйбасын колдонуу жөнүндө" in words
    assert "айылдык кеңеш ЧЕЧИМ КАБЫЛ АЛАТ:" in words
    assert "2021-жылдын 20-октябрындагы № 123 Мыйзамын" in words
    assert "2. Төмөнкү максат аныкталсын: ____." in words
    assert "Калкы: ____." in words


def test_a_city_has_a_city_kenesh_and_a_mayor():
    row = adoption(Team(unit=make.unit("Каракол шаары", kind="city")))
    assert "городской кенеш РЕШИЛ:" in text_of(draft(row, "kenesh", "ru"))
    words = text_of(draft(row, "okmotu", "ru"))
    assert "МЭРИЯ" in words
    assert "Мэр ____" in words


def test_the_resolution_names_the_decision_once_it_is_known():
    team = Team()
    row = at_stage(Stage.ADAPTING, team)
    assert "от «____» ____________ 20____ года № ________, руковод" in text_of(draft(row, "okmotu", "ru"))
    row = domain.move(adoption=row, to="decided", by=team.member, number="5/2", on=date(2026, 11, 5))
    assert "местного кенеша от 5 ноября 2026 г. № 5/2, руковод" in text_of(draft(row, "okmotu", "ru"))
    assert "(2026-жылдын 5-ноябры № 5/2)" in text_of(draft(row, "okmotu", "ky"))


@pytest.mark.parametrize("kind", DraftKind.values)
@pytest.mark.parametrize("lang", DraftLanguage.values)
def test_every_starter_template_is_whole(kind, lang):
    row = adoption(practice=adoptable(rows={}, cost_som=None))
    words = text_of(draft(row, kind, lang))
    assert "{" not in words
    assert "None" not in words
    assert words.count("____") > 8
    filled = text_of(starter_template(kind, lang))
    known = {*sample_facts(lang), "step", "line", "row", "change", "act"}
    assert {name.split(".")[0] for name in re.findall(r"{{ ([\w.]+) }}", filled)} <= known


def test_facts_hold_only_plain_values_and_the_sample_has_the_same_names():
    facts = facts_of(adoption(), "ru")
    assert facts.keys() == sample_facts("ru").keys()

    def check(value):
        if isinstance(value, dict):
            [check(item) for item in value.values()]
        elif isinstance(value, list):
            [check(item) for item in value]
        else:
            assert isinstance(value, str | int), value

    check(facts)


# --- Acts ---


def test_no_act_without_number_date_and_source():
    for act in acts():
        assert act["number"]
        assert isinstance(act["date"], date)
        assert act["source"].startswith("http")


def test_numbers_of_acts_in_the_templates_are_those_of_the_list():
    known = {(act["number"], str(act["date"].year)) for act in acts()}
    for kind in DraftKind.values:
        for lang in DraftLanguage.values:
            words = text_of(starter_template(kind, lang))
            named = re.findall(r"(\d{4})(?: года |-жылдын [^№]{0,40})№ (\d[\w-]*)", words)
            assert named, (kind, lang)
            assert {(number, year) for year, number in named} <= known


def test_acts_of_a_topic_in_words():
    assert acts_of(["water"], "ru") == [
        "Постановление «Об утверждении Порядка определения тарифов на централизованное питьевое водоснабжение и "
        "водоотведение» от 19 июня 2024 года № 320"
    ]
    (kyrgyz,) = acts_of(["water"], "ky")
    assert kyrgyz.startswith("2024-жылдын 19-июнундагы № 320 Токтом (орусча аталышы: ")
    assert acts_of(["no-such-topic"], "ru") == []
    assert acts_of(["budget"], "ru")[0] == "Бюджетный кодекс Кыргызской Республики от 16 мая 2016 года № 59"


# --- Templates of the staff ---


def test_the_newest_template_of_the_staff_is_in_force():
    row = adoption()
    for words in ("Старый {{ unit }}", "Новый {{ unit }}"):
        keep(data=template(words))
    assert text_of(draft(row, "kenesh", "ru")) == f"Новый {row.unit.name_ru}"
    assert "ЧЕЧИМ" in text_of(template_in_force("kenesh", "ky"))


@pytest.mark.parametrize("words", ["{{ nonsense }}", "{{ unit.__class__ }}", "{% for %}"])
def test_a_broken_template_is_refused_with_a_sentence(words):
    keep(data=template(words))
    with pytest.raises(DomainError) as refusal:
        draft(adoption(), "kenesh", "ru")
    assert refusal.value.code == "broken_template"


def template(words: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


# kind and language → words that stand in every draft of that kind
IN_OFFICE = {
    ("kenesh", "ky"): ("айылдык кеңеш ЧЕЧИМ КАБЫЛ АЛАТ:", "«Ар бир короого суу» тажрыйбасын колдонуу жөнүндө"),
    ("kenesh", "ru"): ("айылный кенеш РЕШИЛ:", "О применении практики «Вода в каждый двор»"),
    ("okmotu", "ky"): ("Жаңы-Жер айыл аймагы", "«Ар бир короого суу»"),
    ("okmotu", "ru"): ("Жаңы-Жер айыл аймагы", "«Вода в каждый двор»"),
}


@pytest.mark.parametrize(("kind", "lang"), IN_OFFICE)
def test_a_draft_opens_in_an_office_with_its_letters_intact(words_in_office, kind, lang):
    row = at_stage(Stage.DECIDED)
    words = words_in_office(draft(row, kind, lang))
    for line in IN_OFFICE[kind, lang]:
        assert line in words
