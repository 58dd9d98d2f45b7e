"""Hooks, related blocks, menus, jobs, languages, choice lists."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from tajryiba.core import hooks, jobs, languages, related
from tajryiba.core.fields import ChoiceListField
from tajryiba.practices.enums import Participation


@pytest.fixture
def registries(monkeypatch):
    monkeypatch.setattr(hooks, "_handlers", type(hooks._handlers)(list))
    monkeypatch.setattr(related, "_blocks", type(related._blocks)(list))
    monkeypatch.setattr(related, "_menus", type(related._menus)(dict))


def test_hooks_call_each_handler_once_in_order(registries):
    def first(unit):
        return f"first {unit}"

    hooks.register("unit_merged", first)
    hooks.register("unit_merged", first)
    hooks.register("unit_merged", lambda unit: f"second {unit}")
    assert hooks.call("unit_merged", unit=7) == ["first 7", "second 7"]
    assert hooks.call("nothing_listens") == []


def test_blocks_come_in_order_and_empty_ones_are_left_out(registries):
    related.register("reference.unit", lambda context, obj: f"b{obj}", order=20)
    related.register("reference.unit", lambda context, obj: "", order=5)
    related.register("reference.unit", lambda context, obj: f"a{obj}", order=10)
    assert related.render("reference.unit", {}, 1) == ["a1", "b1"]


def test_menu_keeps_one_entry_a_key(registries):
    related.add_to_menu("main", related.MenuEntry("b", "B", "home", order=20))
    related.add_to_menu("main", related.MenuEntry("a", "A", "home", order=10))
    related.add_to_menu("main", related.MenuEntry("b", "Bb", "home", order=20))
    assert [entry.label for entry in related.menu("main")] == ["A", "Bb"]


class Task:
    calls: list = []

    @classmethod
    def enqueue(cls, *args):
        cls.calls.append(args)


@pytest.mark.django_db(transaction=True)
def test_a_kick_waits_for_the_commit():
    Task.calls.clear()
    with transaction.atomic():
        jobs.kick(f"{__name__}.Task", 5)
        assert Task.calls == []
    assert Task.calls == [(5,)]


@pytest.mark.django_db(transaction=True)
def test_a_kick_is_forgotten_with_its_transaction():
    Task.calls.clear()
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.kick(f"{__name__}.Task", 5)
        raise RuntimeError
    assert Task.calls == []


@pytest.mark.parametrize(
    ("asked", "original", "order"),
    [("en", "ru", ["en", "ru", "ky"]), ("ky", None, ["ky", "ru", "en"]), (None, "en", ["ru", "en", "ky"])],
)
def test_fallback_order(asked, original, order):
    with translation.override("ru"):
        assert languages.fallback_order(asked, original) == order


def test_unknown_language_is_kyrgyz():
    with translation.override("de"):
        assert languages.current_language() == "ky"


def test_choice_list_refuses_what_is_not_in_the_list():
    field = ChoiceListField(choices_class=Participation)
    field.validate(["hearings"], None)
    with pytest.raises(ValidationError):
        field.validate(["hearings", "magic"], None)
    assert [value for value, _label in field.formfield().choices] == Participation.values
