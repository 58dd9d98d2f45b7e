"""The measuring tools themselves: exact figures on made-up material, and files that are not what they should be."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tajryiba.search.conflation import measure, read_pairs
from tajryiba.search.engines import make_engine
from tajryiba.search.evaluation import Asked, Corpus, Sums, evaluate, read_questions

DOCUMENTS = [
    {"id": 1, "lang": "ky", "title": "Таза суу", "text": "Айылга суу түтүгү тартылды."},
    {"id": 2, "lang": "ky", "title": "", "text": "Көчөлөргө чырактар орнотулду."},
    {"id": 3, "lang": "ru", "title": "Вывоз мусора", "text": "Контейнеры стоят на каждой улице."},
]
QUESTIONS = [
    {"qid": "a", "lang": "ky", "set": "exact", "text": "сууну", "relevant": [1]},
    {"qid": "b", "lang": "ky", "set": "typo", "text": "чыраткар", "relevant": [2]},
    {"qid": "c", "lang": "ru", "text": "мусор", "relevant": [3]},
    {"qid": "d", "lang": "ru", "text": "дорога", "relevant": [3]},
]


@pytest.fixture
def files(tmp_path):
    paths = tmp_path / "documents.jsonl", tmp_path / "questions.jsonl"
    for path, items in zip(paths, (DOCUMENTS, QUESTIONS), strict=True):
        path.write_text("\n".join(json.dumps(item) for item in items) + "\n\n", encoding="utf-8")
    return paths


def run(capsys, name: str, *args) -> str:
    call_command(name, *map(str, args))
    return capsys.readouterr().out


# --- search_eval ---


def test_the_report_is_the_promised_json(files, capsys):
    report = json.loads(run(capsys, "search_eval", *files, "--json"))
    right, half = {"mrr@10": 1.0, "recall@10": 1.0}, {"mrr@10": 0.5, "recall@10": 0.5}
    assert report.pop("ms").keys() == {"p50", "p95"}
    assert report == {
        "ky": {**right, "sets": {"exact": right, "typo": right}},
        "ru": {**half, "sets": {}},
    }


def test_the_report_for_people_and_the_answers(files, capsys, tmp_path):
    out = run(capsys, "search_eval", *files, "--engine", "tantivy", "--answers", tmp_path / "answers.jsonl")
    assert [line.split() for line in out.splitlines()[:3]] == [
        ["queries", "MRR@10", "recall@10"],
        ["ky", "2", "1.000", "1.000"],
        ["exact", "1", "1.000", "1.000"],
    ]
    answers = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert answers[0] == {"qid": "a", "found": ["1"]}
    assert answers[3] == {"qid": "d", "found": []}


@pytest.mark.parametrize(
    ("documents", "questions", "says"),
    [
        ("not json", "", "line 1"),
        ("[1]", "", "not an object"),
        ('{"id": 1}', "", "lang"),
        (None, '{"qid": 1, "lang": "ky", "text": "суу"}', "relevant"),
    ],
)
def test_files_of_another_shape_are_refused(files, documents, questions, says):
    for path, text in zip(files, (documents, questions), strict=True):
        if text is not None:
            path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=says):
        call_command("search_eval", *map(str, files))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Not evaluated"):
        call_command("search_eval", str(tmp_path / "no"), str(tmp_path / "no"))


def test_the_measures():
    sums = Sums()
    sums.add(["x", "b", "y"], ("b", "c"))
    sums.add([], ("b",))
    sums.add(["b"], ("b",))
    assert sums.as_json() == {"queries": 3, "mrr@10": 0.5, "recall@10": 0.5}
    assert Sums().as_json() == {"queries": 0, "mrr@10": 0.0, "recall@10": 0.0}


def test_the_language_of_a_question_is_only_a_heading(tmp_path):
    corpus = Corpus(make_engine("tantivy", folder=tmp_path))
    corpus.build(DOCUMENTS)
    answers = [evaluate(corpus, [Asked("q", lang, "мусор", ("3",))])[1]["q"] for lang in ("ky", "ru")]
    assert answers == [["3"], ["3"]]
    assert corpus.find("!?") == []


def test_words_of_a_title_that_stand_together_come_first(tmp_path):
    corpus = Corpus(make_engine("tantivy", folder=tmp_path))
    texts = [("жол таза менен суу", "эки сөз"), ("менен жол таза суу", "эки сөз")]
    corpus.build({"id": n, "lang": "ky", "title": title, "text": text} for n, (title, text) in enumerate(texts))
    assert corpus.find("таза суу") == ["1", "0"]


def test_questions_are_read_with_or_without_a_set(files):
    assert [asked.set for asked in read_questions(files[1])] == ["exact", "typo", "", ""]


# --- search_conflation ---

PAIRS = {"суу": {"суу"}, "сууну": {"суу"}, "суулуу": {"суулуу"}, "сууга": {"суу"}, "сот": {"сот"}}


def test_conflation_counts_pairs():
    found = measure(PAIRS, {"суу": "a", "сууну": "a", "суулуу": "a", "сууга": "b", "сот": "b"}.get)
    assert found.right == {("суу", "сууну")}
    assert found.wrong == {("суу", "суулуу"), ("суулуу", "сууну"), ("сот", "сууга")}
    assert found.missed == {("суу", "сууга"), ("сууга", "сууну")}
    assert (found.precision, found.recall) == (1 / 4, 1 / 3)
    assert found.f1 == pytest.approx(2 / 7)


def test_derivations_may_be_forgiven():
    found = measure(PAIRS, {"суу": "a", "сууну": "a", "суулуу": "a", "сууга": "b", "сот": "b"}.get, forgiving=True)
    assert found.wrong == {("сот", "сууга")}


def test_nothing_joined_is_nothing_gained():
    assert measure(PAIRS, lambda form: form).f1 == 0.0


def test_the_conflation_of_a_file(tmp_path, capsys):
    path = tmp_path / "pairs.tsv"
    path.write_text("# head\nсууну\tсуу\tNOUN\t1\nсууга\tсуу\tNOUN\t2\nжана\tжана\tCCONJ\t9\n", encoding="utf-8")
    assert read_pairs(path) == {"сууну": {"суу"}, "сууга": {"суу"}}
    assert "F1 1.000" in run(capsys, "search_conflation", path, "--errors", 2)
    path.write_text("сууну\tсуу\n", encoding="utf-8")
    with pytest.raises(CommandError, match="line 1"):
        call_command("search_conflation", str(path))


def test_errors_of_conflation_are_shown(tmp_path, capsys):
    path = tmp_path / "pairs.tsv"
    path.write_text("суу\tвода\tNOUN\nмектеп\tвода\tNOUN\nсуунун\tогонь\tNOUN\n", encoding="utf-8")
    lines = run(capsys, "search_conflation", path, "--errors", 5).splitlines()
    assert "missed: мектеп [мектеп]  суу [суу]" in lines
    assert "wrong: суу [суу]  суунун [суу]" in lines


# --- analyse ---


def test_analyse_prints_a_stem_a_line(capsys):
    words = "түтүгүнүн", "№ 123", "QR-код", "5800дөн", "%"
    assert (
        run(capsys, "analyse", "--lang", "ky", *words)
        == "түтүгүнүн\tтутук\n№ 123\t123\nQR-код\tqr код\n5800дөн\t5800\n%\t%\n"
    )


def test_analyse_reads_the_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("мектептин\n\nсууга\n"))
    assert run(capsys, "analyse") == "мектептин\tмектеп\nсууга\tсуу\n"


def test_analyse_shows_tokens_and_readings(capsys):
    lines = run(capsys, "analyse", "--tokens", "--readings", "түтүгүнүн").splitlines()
    assert lines[0] == "түтүгүнүн\tтутук\tx:түтүгүнүн k:тутук l:тутук p:тутуг"
    assert lines[1].startswith("    тутук ")


def test_analyse_as_json(capsys):
    assert json.loads(run(capsys, "analyse", "--lang", "ru", "--json", "трубами")) == [
        {"word": "трубами", "stem": "труб", "tokens": ["x:трубами", "r:труб", "d:труба", "p:труба"]}
    ]


def test_learn_stems_writes_the_file(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("tajryiba.search.management.commands.learn_stems.FILE", tmp_path / "lexicon.txt")
    monkeypatch.setattr("tajryiba.search.management.commands.learn_stems.learn", lambda: {"жол": {"n"}})
    assert run(capsys, "learn_stems") == "1 stems\n"
    assert (tmp_path / "lexicon.txt").read_text(encoding="utf-8").endswith("n: жол\n")


@pytest.mark.parametrize(
    ("lang", "asked", "derived", "same"),
    [
        ("ky", "айылдар", "Айылдык кеңеш", "Алыскы айылда"),
        ("ky", "колдонуучунун", "Эрежени колдонуу", "Жаңы колдонуучуларга"),
        ("ru", "городов", "Городская дума", "Дальние города"),
    ],
)
def test_a_form_of_the_word_comes_before_a_derived_word(tmp_path, lang, asked, derived, same):
    corpus = Corpus(make_engine("tantivy", folder=tmp_path))
    corpus.build({"id": name, "lang": lang, "text": name} for name in (derived, same))
    assert corpus.find(asked) == [same, derived]
