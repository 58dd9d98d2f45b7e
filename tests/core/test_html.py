"""HTML to words."""

import pytest

from tajryiba.core.html import plain_lines


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Көк суу</p><p>өзөн</p>", "Көк суу\nөзөн"),
        ("<table><tr><td>1</td><td>2 &lt; 3</td></tr></table>", "1\n2 < 3"),
        ("бир<br/>эки <b>үч</b>", "бир\nэки үч"),
        ("<script>alert(1)</script><ul><li> а </li><li></li></ul>", "а"),
        ("", ""),
    ],
)
def test_words_of_html(html, words):
    assert plain_lines(html) == words
