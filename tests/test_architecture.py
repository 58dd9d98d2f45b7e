"""Rules of docs/architecture.md that neither ruff nor import-linter can see."""

import ast
import importlib.util
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field
from django.urls import URLPattern, URLResolver, get_resolver

from portal_tools.common import ROOT

CODE = ROOT / "tajryiba"
PYTHON_HARD, PYTHON_GUIDE = 500, 300
FUNCTION_HARD = 60
TEMPLATE_HARD = 130
# Longer than the guide, and why it is not worth splitting: "tajryiba/app/file.py": "reason".
LONG_BUT_RIGHT: dict[str, str] = {}
SAVE_SIGNALS = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}


def ours() -> list[Path]:
    """Python files of the portal and of the command that starts it; migrations are made by a program."""
    files = [*sorted(CODE.rglob("*.py")), *sorted((ROOT / "portal_tools").glob("*.py"))]
    return [path for path in files if "migrations" not in path.parts]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


# --- Layers ---


def layers() -> dict[str, int]:
    """App → height, from import-linter's contract: the one place where the layers are written down."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    heights = {}
    for height, line in enumerate(reversed(contract["layers"])):
        heights.update({app.strip().strip("()"): height for app in line.split("|")})
    return heights


def our_apps() -> list:
    return [config for config in apps.get_app_configs() if config.name.startswith("tajryiba.")]


def test_every_app_has_a_layer():
    assert {config.name.removeprefix("tajryiba.") for config in our_apps()} <= set(layers())


def test_foreign_keys_point_downwards():
    heights = layers()
    upward = []
    for config in our_apps():
        for model in config.get_models():
            for field in model._meta.get_fields(include_parents=False):
                target = field.related_model if isinstance(field, Field) else None
                if target is None or not target.__module__.startswith("tajryiba."):
                    continue
                if target._meta.label == settings.AUTH_USER_MODEL or target._meta.app_label == config.label:
                    continue
                if heights[target._meta.app_label] >= heights[config.label]:
                    upward.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert upward == []


def test_the_user_points_to_no_other_app():
    user = apps.get_model(settings.AUTH_USER_MODEL)
    foreign = {
        field.related_model._meta.label
        for field in user._meta.get_fields()
        if isinstance(field, Field) and field.is_relation
        if field.related_model._meta.app_label not in ("auth", "people")
    }
    assert foreign == set()


# --- No behaviour hidden in signals ---


def test_no_save_or_delete_signals():
    found = []
    for path in ours():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
            attribute = {node.attr} if isinstance(node, ast.Attribute) else set()
            found += [f"{name(path)}:{node.lineno} {signal}" for signal in (names | attribute) & SAVE_SIGNALS]
    assert found == []


# --- Sizes ---


def test_python_files_are_short():
    assert {name(path): lines(path) for path in ours() if lines(path) > PYTHON_HARD} == {}
    long = {name(path) for path in ours() if lines(path) > PYTHON_GUIDE}
    assert long == set(LONG_BUT_RIGHT), "split these, or say in LONG_BUT_RIGHT why they are better whole"


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short():
    assert [where for path in ours() for where, size in functions(path) if size > FUNCTION_HARD] == []


def test_templates_are_short():
    long = {name(path): lines(path) for path in sorted(CODE.rglob("*.html")) if lines(path) > TEMPLATE_HARD}
    assert long == {}


@pytest.mark.parametrize("config", our_apps(), ids=lambda config: config.label)
def test_every_app_has_a_readme(config):
    readme = Path(config.path) / "README.md"
    assert readme.exists()
    assert readme.read_text(encoding="utf-8").startswith("# ")


# --- Permissions: no address without a rule ---


def url_names(patterns: list, namespace: str = "") -> Iterator[str]:
    """The name of every address; an address without a name is given as its route, and so needs a rule as well."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"


def matrix() -> dict[str, object]:
    """`RULES` of tests/matrix.py: name of an address → who may open it. A name may end in `*` (Wagtail's own parts)."""
    path = ROOT / "tests" / "matrix.py"
    if not path.exists():
        pytest.skip("tests/matrix.py is not there yet: RULES = {'name of an address': rule}")
    spec = importlib.util.spec_from_file_location("tests.matrix", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.RULES


def has_rule(url: str, rules: dict[str, object]) -> bool:
    return url in rules or any(rule.endswith("*") and url.startswith(rule[:-1]) for rule in rules)


def test_every_address_has_a_rule():
    rules = matrix()
    assert sorted({url for url in url_names(get_resolver().url_patterns) if not has_rule(url, rules)}) == []


def test_every_rule_has_an_address():
    rules = matrix()
    known = set(url_names(get_resolver().url_patterns))
    unused = [rule for rule in rules if not any(has_rule(url, {rule: rules[rule]}) for url in known)]
    assert sorted(unused) == []
