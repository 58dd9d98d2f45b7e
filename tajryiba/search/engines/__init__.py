"""Which engine answers is a setting: TAJRYIBA_SEARCH_ENGINE (.env.example)."""

from functools import cache
from pathlib import Path

from django.conf import settings

from .base import Engine


@cache
def engine() -> Engine:
    """The engine of this process."""
    return make_engine(settings.SEARCH_ENGINE)


def make_engine(name: str, *, folder: Path | None = None, space: str = "portal") -> Engine:
    """An engine by its name: "tantivy" (in `folder`), "postgresql", "opensearch" (in tables or an index named after
    `space`). Raises ValueError for any other name.
    """
    if name == "tantivy":
        from .tantivy import TantivyEngine  # noqa: PLC0415  (each engine's library is loaded only where it is used)

        return TantivyEngine(folder or settings.SEARCH_FOLDER)
    if name == "postgresql":
        from .postgres import PostgresEngine  # noqa: PLC0415

        return PostgresEngine(space)
    if name == "opensearch":
        from .opensearch import OpenSearchEngine  # noqa: PLC0415

        return OpenSearchEngine(settings.SEARCH_SERVER, space)
    raise ValueError(f"There is no search engine «{name}». There are: tantivy, postgresql, opensearch.")
