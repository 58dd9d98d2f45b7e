"""What is kept until a table is written, and the store that it lies in."""

import pytest
from django.http import HttpResponse
from django.template import RequestContext, Template

from tajryiba.core import kept, related
from tajryiba.core.bounded import BoundedStore
from tajryiba.core.http import cacheable
from tajryiba.core.once import OnceMiddleware
from tajryiba.core.templatetags.portal import use_icon
from tajryiba.people.models import User
from tajryiba.reference.models import Topic
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(rf):
    """`public(function)` calls it as the view of a cacheable page and returns what it returned."""

    def call(function, address: str = "/ru/", **more):
        found = []
        view = cacheable(lambda request: found.append(function(request)) or HttpResponse())
        OnceMiddleware(view)(rf.get(address, **more))
        return found[0]

    return call


@pytest.fixture
def names():
    """`names(request)` → names of topics, and how often they were read."""
    make.topic("water", name_ky="Суу")

    def read(_request=None):
        read.times += 1
        return list(Topic.objects.values_list("name_ky", flat=True))

    read.times = 0
    return read


def test_kept_until_a_table_is_written_that_it_was_read_from(public, names):
    def view(_request):
        return kept.remember("names", names)

    assert public(view) == public(view)
    assert names.times == 1
    person()
    public(view)
    assert names.times == 1
    Topic.objects.update(name_ky="Жол")
    assert set(public(view)) == {"Жол"}
    assert names.times == 2


def test_not_kept_outside_of_a_cacheable_page(names):
    for _each in "ab":
        kept.remember("names", names)
    assert names.times == 2


def test_not_kept_after_a_write_in_the_same_request(public, names):
    def view(_request):
        Topic.objects.update(name_ky="Жол")
        return [kept.remember("names", names) for _each in "ab"]

    public(view)
    assert names.times == 2


def test_not_kept_where_changes_are_not_counted(public, settings, names):
    settings.TABLES_NOT_SHOWN = ("reference_",)
    for _each in "ab":
        public(lambda _request: kept.remember("names", names))
    assert names.times == 2


def test_kept_for_a_few_minutes_at_most(public, monkeypatch, names):
    for later, times in ((0, 1), (kept.KEPT_SECONDS - 1, 1), (kept.KEPT_SECONDS, 2)):
        monkeypatch.setattr(kept.time, "monotonic", lambda later=later: 1000.0 + later)
        public(lambda _request: kept.remember("names", names))
        assert names.times == times


def test_what_is_kept_inside_counts_for_what_is_kept_around_it(public, names):
    def view(_request):
        kept.remember("inner", names)
        return kept.remember("outer", lambda: kept.remember("inner", names))

    public(view)
    Topic.objects.update(name_ky="Жол")
    assert set(public(view)) == {"Жол"}


def test_an_error_is_not_kept(public, names):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        public(lambda _request: kept.remember("names", fail))
    public(lambda _request: kept.remember("names", names))
    assert names.times == 1


# --- Blocks ---


def drawer():
    """A block that counts, and wants an icon."""

    def block(context, obj):
        block.times += 1
        return f"{use_icon(context, 'scale')}{obj}"

    block.times = 0
    return block


def draws(block, obj=None, **context):
    def view(request):
        request.icons_used = {"user"}
        html = kept.draw(block, {"request": request, **context}, obj)
        return html, request.icons_used

    return view


def test_a_block_is_drawn_once_for_an_address_and_brings_its_icons(public):
    block, topic = drawer(), make.topic()
    first = public(draws(block, topic), "/ru/topics/water/")
    assert public(draws(block, topic), "/ru/topics/water/") == first
    assert first[1] == {"user", "scale"}
    assert block.times == 1
    public(draws(block, topic), "/ky/topics/water/")
    public(draws(block, topic), "/ru/topics/water/", headers={"host": "other.example"})
    public(draws(block, make.topic("road")), "/ru/topics/water/")
    public(draws(drawer(), topic), "/ru/topics/water/")
    assert block.times == 4


def test_a_block_is_drawn_anew_when_its_object_is_written(public):
    block, topic = drawer(), make.topic()
    public(draws(block, topic))
    topic.save()
    public(draws(block, topic))
    assert block.times == 2


@pytest.mark.parametrize(("address", "context"), [("/ru/?unit=1", {}), ("/ru/", {"is_preview": True})])
def test_neither_with_a_query_nor_in_a_preview(public, address, context):
    block = drawer()
    for _each in "ab":
        public(draws(block, make.topic(), **context), address)
    assert block.times == 2


def test_a_page_that_is_not_for_all_keeps_nothing(rf):
    block = drawer()
    for _each in "ab":
        OnceMiddleware(draws(block))(rf.get("/ru/account/"))
    assert block.times == 2
    assert kept.draw(block, {}, 7) == kept.draw(block, {}, 7)
    assert block.times == 4


def test_blocks_of_other_apps_are_kept(public, monkeypatch):
    monkeypatch.setattr(related, "_blocks", type(related._blocks)(list))
    block = drawer()
    related.register("here", block)
    for _each in "ab":
        public(lambda request: related.render("here", {"request": request}, None))
    assert block.times == 1


def test_a_part_of_a_page_is_kept(public):
    reader = person(full_name="Айгүл")
    template = Template('{% kept_part "core/_mark.html" person %}')

    def view(request):
        return template.render(RequestContext(request, {"person": reader}))

    first = public(view)
    assert "<svg" in first
    assert public(view) == first
    assert len(kept._store) == 1
    User.objects.update(full_name="Алтынай")
    assert public(view) == first


# --- The store ---


def test_the_store_forgets_what_was_not_asked_for_the_longest():
    store = BoundedStore(max_entries=2, max_bytes=100)
    for key in "ab":
        store.put(key, key.upper(), 10)
    assert store.get("a") == "A"
    store.put("c", "C", 10)
    assert [store.get(key) for key in "abc"] == ["A", None, "C"]
    store.drop("a")
    store.drop("never there")
    assert (len(store), store.bytes) == (1, 10)


def test_the_store_is_bounded_by_bytes():
    store = BoundedStore(max_entries=100, max_bytes=100)
    for key in range(20):
        store.put(key, key, 30)
    assert (len(store), store.bytes) == (3, 90)
    store.put(19, "again", 20)
    assert (len(store), store.bytes, store.get(19)) == (3, 80, "again")
    store.put("large", "x", 101)
    store.put(19, "grown", 101)
    assert (store.get("large"), store.get(19), store.bytes) == (None, None, 60)
    store.clear()
    assert (len(store), store.bytes) == (0, 0)
