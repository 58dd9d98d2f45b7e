"""Engines for tests, each with an index of its own; what the settings name is tantivy."""

from uuid import uuid4

import pytest
from django.db import connection

from tajryiba.search import engines
from tajryiba.search.engines import engine as engine_of_settings
from tajryiba.search.engines import make_engine

from .opensearch_emulator import Server


@pytest.fixture
def tantivy_engine(tmp_path):
    return make_engine("tantivy", folder=tmp_path / "index")


@pytest.fixture
def server():
    """OpenSearch's HTTP contract, in memory."""
    with Server() as running:
        yield running


@pytest.fixture
def opensearch_engine(server, settings):
    settings.SEARCH_SERVER = server.url
    return make_engine("opensearch", space="test")


@pytest.fixture
def postgres_engine(db):
    if connection.vendor != "postgresql":
        pytest.skip("this engine needs PostgreSQL; ./portal test runs it there")
    made = make_engine("postgresql", space=f"test_{uuid4().hex[:8]}")
    yield made
    if not connection.needs_rollback:
        made.remove()


@pytest.fixture(params=["tantivy", "opensearch", "postgres"])
def any_engine(request):
    return request.getfixturevalue(f"{request.param}_engine")


@pytest.fixture
def use_engine(monkeypatch):
    """`use_engine(engine)`: the search asks this one."""

    def use(engine):
        monkeypatch.setattr(engines, "engine", lambda: engine)
        monkeypatch.setattr("tajryiba.search.queries.default_engine", lambda: engine)
        return engine

    return use


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Every test's default index is its own, and no process remembers another's."""
    settings.SEARCH_FOLDER = tmp_path / "search"
    engine_of_settings.cache_clear()
    yield
    engine_of_settings.cache_clear()
