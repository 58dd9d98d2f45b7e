"""From an official address or file to a draft; suggestions of citations; the starter acts."""

from datetime import date

import pytest

from tajryiba.core.errors import DomainError
from tajryiba.core.outbound import Answer
from tajryiba.legal import domain, importing, suggestions
from tajryiba.legal.models import Act, ActRelation, Citation
from tajryiba.legal.starter import loader
from tajryiba.practices.adoption.drafting import acts as drafting
from tests.factories import documents, practices
from tests.factories import legal as make
from tests.factories.people import person
from tests.legal.shapes import SHAPES

pytestmark = pytest.mark.django_db
ADDRESS = "https://cbd.minjust.gov.kg/202276/edition/5/ru"


@pytest.fixture
def editor():
    return person("editor")


@pytest.fixture
def _no_process(monkeypatch):
    """The reader of documents has its own tests: here the words come as they are."""
    taken = type("Taken", (), {"kind": "html"})
    monkeypatch.setattr(importing, "take_text", lambda data, name: _taken(taken, data))


def _taken(kind, data):
    found = kind()
    found.html = data.decode()
    return found


def paper(shape: str) -> importing.Paper:
    return importing.Paper("act.html", SHAPES[shape].html.encode())


def code_of(**facts) -> str:
    with pytest.raises(DomainError) as refusal:
        importing.import_act(**facts)
    return refusal.value.code


@pytest.mark.usefixtures("_no_process")
def test_a_file_becomes_a_filled_draft(editor):
    act, text = importing.import_act(actor=editor, address=ADDRESS, paper=paper("law_ru"), edition_on=date(2020, 3, 1))
    assert (act.kind, act.number, act.adopted, act.body) == ("law", "999", "2020-03-01", "parliament")
    assert (act.title_ru, act.official_url, act.is_public) == (
        "О проверке разделения (сделано для тестов)",
        ADDRESS,
        False,
    )
    assert (text.lang, text.articles, text.edition.is_public) == ("ru", 6, False)
    again, _text = importing.import_act(actor=editor, address=ADDRESS.replace("/5/", "/6/"), paper=paper("law_ru"))
    same, text_ky = importing.import_act(actor=editor, paper=paper("law_ky"), edition_on=date(2020, 3, 1))
    assert again.pk == same.pk == act.pk  # by its official address, by its number and date
    assert text_ky.lang == "ky" and Act.objects.count() == 1


@pytest.mark.usefixtures("_no_process")
def test_what_the_text_does_not_tell_the_editor_says(editor):
    silent = importing.Paper("a.html", b"<p>Just words.</p>")
    assert code_of(actor=editor, paper=silent) == "untold"
    act, _text = importing.import_act(
        actor=editor, paper=silent, kind="order", body="ministry", title="Order", number="7", adopted="2020", lang="en"
    )
    assert (act.kind, act.title_en, act.number, act.adopted) == ("order", "Order", "7", "2020")


def test_refusals_are_clear(editor):
    assert code_of(actor=person(), paper=paper("law_ru")) == "forbidden"
    assert code_of(actor=editor) == "nothing"
    assert code_of(actor=editor, address="https://evil.example/1") == "address"
    assert code_of(actor=editor, paper=importing.Paper("a.xlsx", b"x")) == "unknown_kind"
    assert code_of(actor=editor, address=ADDRESS) == "untold"
    assert Act.objects.count() == 0


def test_an_address_alone_leads_to_the_known_act(editor):
    act = make.act(official_url="http://cbd.minjust.gov.kg/act/view/ru-ru/202276?cl=ky-kg")
    assert importing.import_act(actor=editor, address=ADDRESS) == (act, None)


def test_a_real_docx_is_read_and_its_file_kept_for_the_staff(editor):
    lines = "ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ\nот 1 марта 2020 года № 77\nО проверке файлов\nСтатья 1. Раз\n1. Слова."
    act, text = importing.import_act(actor=editor, paper=importing.Paper("закон.docx", documents.docx(lines)))
    assert (act.number, act.title_ru, text.articles) == ("77", "О проверке файлов", 1)
    assert text.document.kind == "docx" and not text.document.is_public


def test_fetching_goes_through_the_guard(monkeypatch):
    asked = []

    def fetch(url):
        asked.append(url)
        return Answer(url, 200, "text/html", b"<html>")

    monkeypatch.setattr(importing.outbound, "fetch", fetch)
    found = importing.fetch_paper(importing.recognise("http://cbd.minjust.gov.kg/act/view/ru-ru/952"))
    assert (found.name, asked) == ("act-952.html", ["https://cbd.minjust.gov.kg/act/view/ru-ru/952"])


# --- Suggestions ---


def test_citations_are_offered_and_never_saved(editor):
    pastures = make.act(title_ru="О пастбищах", title_ky="Жайыттар жөнүндө", number="30", adopted="2009-01-26")
    make.act(title_ru="О пастбищах", number="1", adopted="1999-01-01", status="void")
    code = make.act(kind="code", title_ru="Бюджетный кодекс Кыргызской Республики", title_ky="", number="59")
    practice = practices.published()
    words = (
        "По статье 6 Закона КР «О пастбищах» и статье 7 Бюджетного кодекса; Закон от 26 января 2009 года № 30, ст. 8; "
        "«Жайыттар жөнүндө» Мыйзамдын 6-беренеси; Закон КР «О том, чего нет»."
    )
    found = suggestions.suggest(practice, [f"<p>{words}</p>"])
    assert [(one.act and one.act.pk, one.article, one.done) for one in found] == [
        (pastures.pk, "st-6", False),
        (code.pk, "st-7", False),
        (pastures.pk, "st-8", False),
        (None, "", False),
    ]
    assert not Citation.objects.exists()
    domain.cite(source=practice, act=pastures, article="st-6", actor=editor)
    assert suggestions.suggest(practice, [words])[0].done


def test_a_long_text_is_read_in_time():
    practice = practices.published()
    hostile = "Закон " * 20_000 + "«" * 5000 + "статья 1 " * 10_000
    assert suggestions.suggest(practice, [hostile]) == []


# --- Starter ---


@pytest.fixture
def starter():
    practices.topic("governance")
    return loader.load_acts()


def test_starter_acts_are_cards_with_their_source_and_load_once(starter, guest):
    assert starter == len(loader.rows()) == 42
    assert loader.load_acts() == 0
    acts = Act.objects.all()
    assert all(act.is_public and act.source_url and not act.editions.exists() for act in acts)
    assert acts.filter(official_url__contains="cbd.minjust.gov.kg").count() == 3
    lsg = acts.get(starter_key="npa-01")
    assert (lsg.number, lsg.adopted, lsg.status) == ("123", "2021-10-20", "amended")
    assert lsg.title_ky.startswith("Жергиликтүү мамлекеттик администрация")
    assert acts.get(starter_key="npa-37").number == ""
    assert acts.get(starter_key="npa-07").title_ky == ""  # its Kyrgyz title was not verified
    old = acts.get(starter_key="npa-02")
    assert (old.status, old.ended_on) == ("void", date(2021, 10, 21))
    assert acts.get(starter_key="npa-22").status == "unchecked"  # the repeal is only inferred
    assert ActRelation.objects.filter(act=lsg, kind="repeals", other=old).exists()
    assert [topic.slug for topic in lsg.topics.all()] == ["governance"]
    assert guest.get(lsg.url_in("ky")).status_code == 200


def test_editors_changes_of_starter_acts_stay(starter):
    Act.objects.filter(starter_key="npa-01").update(summary_ru="Мы поправили.")
    loader.load_acts()
    assert Act.objects.get(starter_key="npa-01").summary_ru == "Мы поправили."


def test_every_act_that_drafts_name_has_its_card(starter):
    assert [act["key"] for act in drafting.acts() if drafting.registered(act) is None] == []
    Act.objects.filter(number="123", adopted="2021-10-20").update(status="void")
    topics = {topic for act in drafting.acts() for topic in act["topics"]}
    named = drafting.acts_of(topics, "ru")
    assert len(named) == sum(bool(act["topics"]) for act in drafting.acts())
