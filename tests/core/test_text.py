"""What nobody types does not come in."""

from hypothesis import given
from hypothesis import strategies as st

from tajryiba.core.text import is_typed, typed


def test_control_characters_and_half_surrogates_are_taken_out():
    assert typed("Суу\x00\x08 \ud800жолу\tбир\r\nэки\rүч\x7f") == "Суу жолу\tбир\nэки\nүч"


def test_what_is_typed_is_recognised():
    assert is_typed("Ак-Суу 12\n")
    assert not is_typed("a\ud800")
    assert not is_typed("\x00")


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_left_can_be_stored_and_sent(text):
    left = typed(text)
    assert is_typed(left)
    assert left.encode() and "\r" not in left if left else left == ""
    assert typed(left) == left
