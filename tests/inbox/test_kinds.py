"""Every case that an app opens has a name that the staff can read."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from tajryiba.discuss import notices as discuss
from tajryiba.experts import notices as experts
from tajryiba.inbox import kinds
from tajryiba.practices.adoption.enums import CaseKind
from tajryiba.practices.submission import domain as submission

EXPERTS = [experts.PROFILE, experts.CHANGED, experts.CONFIRM_CASE, experts.MESSAGE, experts.COMMENT]
KNOWN = [discuss.QUESTION, discuss.REPLY, submission.CASE, *CaseKind, *EXPERTS]


@pytest.mark.parametrize("kind", KNOWN)
def test_the_kind_has_a_name(kind):
    assert kinds.label(kind) != kind


def test_the_list_above_is_whole():
    """Whoever opens cases in a new place adds its kind above."""
    assert sorted(path.parent.name for path in _openers()) == ["discuss", *["domain"] * 9]


def _openers() -> list[Path]:
    root = Path(settings.BASE_DIR) / "tajryiba"
    return [path for path in root.rglob("*.py") if path.parent.name != "inbox" and _opens(path)]


def _opens(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr == "open_case" for call in calls)
