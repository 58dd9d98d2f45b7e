import re

import pytest
from django.core.management import call_command

from tajryiba.search.analysis.kyrgyz import known, lemma, possible, repaired, stem
from tajryiba.search.analysis.kyrgyz.compiler import rules, slot, spellings
from tajryiba.search.analysis.kyrgyz.learning import learn, write
from tajryiba.search.analysis.kyrgyz.spelling import canonical, last_vowel, plain, restore
from tajryiba.search.analysis.kyrgyz.stemmer import read
from tajryiba.search.analysis.kyrgyz.tables import ENDINGS, GRAPH
from tajryiba.search.analysis.normal import fold

TOGETHER = {
    "case and number": "мектеп мектептин мектепке мектепти мектепте мектептен мектептер мектептердин мектептерибизден",
    "a consonant softens": "китеп китеби китебин китептер китебибиз",
    "front vowels": "көчө көчөнү көчөсү көчөлөрдүн көчөсүндөгү көчөгө",
    "back vowels": "бала баланын балага баласы балабыз",
    "an irregular plural": "бала балдар балдары балдарынын балдарга",
    "a vowel drops out": "орун орду ордунда орунга орундар",
    "a long vowel": "суу сууну суунун суусу сууга суулар",
    "abbreviations": "ккм ккмны ккмдин ккмга",
    "abbreviations with a vowel": "акш акшга акшнын акшда",
    "a verb": "курат курду курган куруп куруу курулат курулган курбайт куруучу куруучулар",
    "a verb in а": "баштоо баштады баштаган баштап башталды башталганда",
    "a verb in е": "иште иштейт иштеген иштөөгө иштеп иштебейт",
    "a verb in й": "кой коюу коёт коюлган койду коюп",
    "a short verb": "чык чыгат чыгып чыкты чыккан чыгуу",
    "adjectives of nouns": "долбоор долбоордук долбоорлор долбоордун",
    "derived": "коопсуз коопсуздук коопсуздугу коопсуздуктун",
    "loan words": "апрель апрелде апрелдин",
    "loan words in я": "судья судьянын судьясы судьялар судьялары",
    "what was when": "бүгүн бүгүнкү бүгүнкүдөй",
    "what is where": "ара арада арага арасында арасынан",
    "in front": "алдында алдынан алдына алдыда алдыдагы",
    "more so": "жакшы жакшыраак жакшысы",
    "negated": "төлө төлөгөн төлөбөгөн төлөбөгөндөрдү төлөбөйт",
    "loan words in ия": "комиссия комиссиянын комиссиясы комиссиялар",
}


@pytest.mark.parametrize("name", TOGETHER)
def test_forms_of_one_word_share_a_stem(name):
    forms = TOGETHER[name].split()
    assert {form: stem(form) for form in forms} == dict.fromkeys(forms, stem(forms[0]))


LEMMAS = {
    "колдонуучу": "колдонуучу колдонуучулар колдонуучунун",
    "колдон": "колдонуу колдонот колдонгон",
    "айыл": "айыл айылда айылы айылдарга",
    "айылдык": "айылдык айылдыктар айылдыктын",
    "жазыл": "жазылган жазылды",
    "кара": "кароо карады",
    "бала": "бала балдары",
    "ал": "ага анын",
}


@pytest.mark.parametrize("found", LEMMAS)
def test_forms_have_a_lemma_of_their_own_beside_derived_words(found):
    forms = LEMMAS[found].split()
    assert {form: lemma(form) for form in forms} == dict.fromkeys(forms, found)


def test_a_form_of_two_irregular_words_keeps_both():
    assert [one for one, _more in read("жаап")[0]] == ["жап", "жаа"]
    assert possible("жаап") == ("жаа",)


def test_beside_an_unknown_stem_the_next_one_is_kept():
    assert not known(stem("кымырбаны"))
    assert (stem("кымырбаны"), *possible("кымырбаны")) == ("кымырба", "кымырбан")


def test_forms_read_as_two_words_share_both():
    one, other = "тырмагылар", "тырмагыда"
    assert stem(one) != stem(other)
    assert {stem(one), *possible(one)} == {stem(other), *possible(other)}


@pytest.mark.parametrize(
    ("mistyped", "right"), [("итшерге", "иш"), ("жерцлердин", "жер"), ("чыбгууга", "чык"), ("айыылна", "айыл")]
)
def test_a_swapped_or_needless_letter_is_put_right(mistyped, right):
    assert repaired(mistyped)[0] == right


def test_a_wrong_letter_is_put_right_only_thoroughly():
    assert repaired("жңлдагы") == ()
    assert repaired("жңлдагы", thoroughly=True)[0] == "жыл"


@pytest.mark.parametrize("word", ["", "суу", "ж" * 21, "бббббббб"])
def test_what_is_no_form_is_not_repaired(word):
    assert repaired(word, thoroughly=True) == ()


APART = ["суу сот", "бала баа", "жол жооп", "айыл ай", "кеңеш кең", "бюджет бюро", "тариф тарых", "мектеп мекеме"]


@pytest.mark.parametrize("pair", APART)
def test_different_words_stay_apart(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["түтүгүн", "өкмөтүнүн", "кеңешинин", "көчөлөрүбүздөн", "жаңыртылган"])
def test_without_the_kyrgyz_letters_it_is_the_same_word(word):
    assert stem(word) == stem(fold(word))


@pytest.mark.parametrize("word", ["ай", "а", "", "эл"])
def test_short_words_stay_whole(word):
    assert stem(word) == word


def test_unknown_words_are_stemmed_by_the_rules_alone():
    forms = ["зурбатка", "зурбатты", "зурбаттар", "зурбаттын"]
    assert known("зурбат") == ""
    assert {stem(form) for form in forms} == {"зурбат"}


# --- Letters ---


def test_iotated_letters_after_vowels_are_written_out():
    assert plain("коюу") == "койуу"
    assert plain("коёт") == "койот"
    assert plain("аянт") == "айант"
    assert plain("юрист") == "юрист"


@pytest.mark.parametrize(("stem", "form"), [("китеб", "китеп"), ("апрель", "апрел"), ("суйло", "суйла"), ("аг", "ак")])
def test_canonical_stems(stem, form):
    assert canonical(stem) == form
    assert canonical(form) == form


@pytest.mark.parametrize(("stem", "verb"), [("кар", "кара"), ("ишт", "иште"), ("тол", "толо"), ("укт", "укта")])
def test_a_verb_gets_its_vowel_back(stem, verb):
    assert restore(stem) == verb


def test_the_last_vowel():
    assert last_vowel("мектеп") == "е"
    assert last_vowel("станция") == "а"
    assert last_vowel("ккм") == ""


# --- The grammar ---


def test_every_state_and_slot_of_the_grammar_exists():
    assert {name for steps in GRAPH.values() for name, _state in steps} - {""} <= set(ENDINGS)
    assert {state for steps in GRAPH.values() for _name, state in steps} <= set(GRAPH)


def test_endings_follow_harmony_and_assimilation():
    genitive = {spelling for spelling, _before, _vowel in spellings("-NYн")}
    assert genitive == {head + vowel + "н" for head in "ндт" for vowel in "ыиу"}
    after_voiceless = {spelling for spelling, before, _vowel in spellings("-NYн") if "т" in before}
    assert after_voiceless == {"тын", "тин", "тун"}


def test_a_final_k_softens_before_a_vowel():
    assert "луг" in slot("derived")
    assert "лук" in slot("derived")


def test_no_ending_is_longer_than_the_stemmer_looks():
    longest = max(len(spelling) for state in GRAPH for spelling in rules(state))
    assert longest <= 9


# --- The lexicon ---


def test_the_lexicon_is_made_from_the_lists_as_they_are(capsys):
    call_command("learn_stems", "--check")


def test_forms_teach_nothing_and_verbal_nouns_teach_their_verb(tmp_path):
    (tmp_path / "ky_stems.txt").write_text("# own\nn: жол кызмат\nv: бол\nx: боло\n", encoding="utf-8")
    (tmp_path / "ru_ky_test.tsv").write_text(
        "# head\nдороги\tжолдор;жол\nстроить\tкуруу\nосмотр\tкароо\nбывший\tболгон;боло\nслужебный\tкызматтык\n"
        "мост\tкөпүрө\nводопровод\tсуу түтүгү\n",
        encoding="utf-8",
    )
    assert learn(tmp_path) == {
        "жол": {"n"},
        "кызмат": {"n"},
        "бол": {"v"},
        "кур": {"v"},
        "кара": {"v"},
        "копура": {"n"},
    }


def test_the_lexicon_file_reads_back(tmp_path):
    write({"жол": {"n"}, "ат": {"n", "v"}, "жаз": {"v"}}, tmp_path / "out.txt")
    lines = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == ["n: жол", "nv: ат", "v: жаз"]


def test_an_out_of_date_lexicon_is_refused(monkeypatch):
    monkeypatch.setattr("tajryiba.search.management.commands.learn_stems.learn", lambda: {"жол": {"n"}})
    with pytest.raises(Exception, match=re.escape("out of date")):
        call_command("learn_stems", "--check")


def test_without_the_lexicon_the_rules_work_alone(monkeypatch, tmp_path):
    from tajryiba.search.analysis.kyrgyz import lexicon  # noqa: PLC0415

    monkeypatch.setattr(lexicon, "FILE", tmp_path / "nothing.txt")
    lexicon.table.cache_clear()
    read.cache_clear()
    try:
        assert stem("долбоорлордун") == "долбоор"
    finally:
        lexicon.table.cache_clear()
        read.cache_clear()
