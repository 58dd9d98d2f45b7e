"""A treebank becomes an evaluation: what is a sentence, a right answer, a question."""

import json

import pytest
from django.core.management import CommandError, call_command

from tajryiba.search import treebank
from tajryiba.search.analysis.normal import fold
from tajryiba.search.conflation import read_pairs
from tajryiba.search.spelling import is_near

BANK = """# sent_id = 1
# text = Айылда жаңы мектеп ачылды.
1	Айылда	айыл	NOUN	_
2	жаңы	жаңы	ADJ	_
3	мектеп	мектеп	NOUN	_
4	ачылды	ач	VERB	_
5	.	.	PUNCT	_

# sent_id = 2
1-2	Айылдагылар	_	_	_
1	Айылдын	айыл	NOUN	_
2	мектебин	мектеп	NOUN	_
3	көрдү	көр	VERB	_

# sent_id = 3: once more
1	айылдын	айыл	NOUN	_
2	мектебин	мектеп	NOUN	_
3	көрдү	көр	VERB	_

1	Көпүрө	көпүрө	NOUN	_
2	курулат	кур	VERB	_
3	көпүрөлөр	көпүрө	NOUN	_
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "some.conllu"
    file.write_text(BANK, encoding="utf-8")
    return file


def test_sentences_once_and_the_parts_of_a_word_only(path):
    bank = treebank.read([path, path])
    texts = [treebank.text_of(sentence) for sentence in bank.sentences]
    assert texts == ["Айылда жаңы мектеп ачылды .", "Айылдын мектебин көрдү", "Көпүрө курулат көпүрөлөр"]
    assert bank.held["айыл"] == {0, 1}
    assert bank.forms["мектеп"] == {"мектеп", "мектебин"}


def test_pairs_are_counted(path):
    counted = treebank.pairs(treebank.read([path]))
    assert counted["айылда", "айыл", "NOUN"] == 1
    assert counted["көпүрө", "көпүрө", "NOUN"] == 1
    assert not [pair for pair in counted if pair[0] == "."]


def test_a_question_asks_in_other_forms_for_every_sentence_with_the_words(path):
    made = list(treebank.questions(treebank.read([path]), "ky", (2,), most=9, seed=1))
    asked = {(one["set"], one["qid"].partition("-")[0]): one for one in made}
    assert {one["set"] for one in made} == {"exact", "other inflection", "without ң ө ү", "one typo", "both"}
    school = asked["other inflection", "1"]
    assert sorted(school["text"].split()) == ["айылда", "мектеп"]
    assert school["relevant"] == ["sentence-0", "sentence-1"]
    assert ("exact", "2") not in asked, "of the bridge only one word has another form"
    for number in ("0", "1"):
        right, wrong = asked["other inflection", number], asked["one typo", number]
        changed = [(a, b) for a, b in zip(right["text"].split(), wrong["text"].split(), strict=True) if a != b]
        assert [is_near(a, b) and (a[0], a[-1]) == (b[0], b[-1]) for a, b in changed] == [True]
        assert asked["both", number]["text"] == fold(wrong["text"])


def test_the_same_seed_asks_the_same(path):
    bank = treebank.read([path])
    first, again = (list(treebank.questions(bank, "ky", (1, 2), 9, seed=7)) for _time in range(2))
    assert first == again
    assert len(list(treebank.questions(bank, "ky", (1,), most=1, seed=7))) == 5


@pytest.mark.parametrize(
    ("word", "ending", "form"),
    [
        ("мектеп", "NYн", "мектептин"),
        ("үй", "GA", "үйгө"),
        ("жол", "LAрDYн", "жолдордун"),
        ("суу", "NY", "сууну"),
        ("көчө", "DAн", "көчөдөн"),
        ("өкмөт", "LAрGA", "өкмөттөргө"),
        ("комиссия", "NYн", "комиссиянын"),
        ("ккм", "GA", ""),
    ],
)
def test_a_regular_form(word, ending, form):
    assert treebank.inflected(word, ending) == form


def test_the_command_writes_what_the_others_read(path, tmp_path, capsys):
    beside = tmp_path / "beside.jsonl"
    beside.write_text(json.dumps({"id": "ru1", "lang": "ru", "text": "Мост"}) + "\n", encoding="utf-8")
    call_command("search_treebank", tmp_path / "made", path, "--beside", beside, "--words", "2", "--seed", "3")
    assert capsys.readouterr().out.startswith("3 sentences, 10 pairs, 10 questions")
    assert read_pairs(tmp_path / "made" / "pairs.tsv")["мектебин"] == {"мектеп"}
    call_command("search_eval", tmp_path / "made" / "documents.jsonl", tmp_path / "made" / "questions.jsonl", "--json")
    assert json.loads(capsys.readouterr().out)["ky"]["sets"]["other inflection"] == {"mrr@10": 1.0, "recall@10": 1.0}


@pytest.mark.parametrize("text", ["1\tбир\n", "not a treebank\n"])
def test_what_is_no_treebank_is_refused(text, tmp_path):
    file = tmp_path / "some.conllu"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="line 1: not a line of CoNLL-U"):
        call_command("search_treebank", tmp_path / "made", file)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Not made"):
        call_command("search_treebank", tmp_path / "made", tmp_path / "none.conllu")
