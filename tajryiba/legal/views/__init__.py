"""Public pages of acts: the same for every guest."""

from .detail import law_compare, law_detail, law_edition, law_parallel
from .lists import law_changes, law_list

__all__ = ["law_changes", "law_compare", "law_detail", "law_edition", "law_list", "law_parallel"]
