import pytest

from tajryiba.search.analysis import matched_spans, parse_query


def marked(text: str, lang: str, question: str) -> list[str]:
    return [text[start:end] for start, end in matched_spans(text, lang, parse_query(question))]


@pytest.mark.parametrize(
    ("text", "lang", "question", "found"),
    [
        ("Айылга таза Суунун келиши", "ky", "суу", ["Суунун"]),
        ("Жаңы көчөлөрүбүз", "ky", "жаны кочо", ["Жаңы", "көчөлөрүбүз"]),
        ("Вывоз мусора из сёл", "ru", "мусор село", ["мусора", "сёл"]),
        ("Таштандыны чыгаруу", "ky", "мусор", ["Таштандыны"]),
        ("токтом № 123-VI кабыл алынды", "ky", "123-vi", ["123-VI"]),
        ("Кара-Көл шаары", "ky", "карa-кол", ["Кара", "Көл"]),
        ("Эч нерсе жок", "ky", "суу", []),
        ("", "ky", "суу", []),
    ],
)
def test_the_words_of_the_original_are_marked(text, lang, question, found):
    assert marked(text, lang, question) == found


def test_small_words_are_marked_only_when_nothing_else_was_asked():
    assert marked("вода для села", "ru", "вода для") == ["вода"]
    assert marked("вода для села", "ru", "для") == ["для"]


def test_a_common_beginning_marks_nothing():
    assert marked("проектор", "ru", "проектирование") == []
