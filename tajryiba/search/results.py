"""What `find` answers with."""

from dataclasses import asdict, dataclass, field

from .analysis import ParsedQuery

Piece = tuple[str, bool]  # words of the original text, whether they answer the question


@dataclass(frozen=True)
class Hit:
    """An object found, in the words of one language: the asked one, else the nearest. `rank` counts from 1."""

    kind: str
    object_id: int
    lang: str
    url: str
    title: str
    summary: str
    rank: int
    title_pieces: tuple[Piece, ...] = ()
    snippet: tuple[Piece, ...] = ()
    snippet_lang: str = ""
    is_partial: bool = False
    content_type_id: int = 0


@dataclass(frozen=True)
class Results:
    """`total` and `facets` count what holds all words; when nothing does, what holds some (`partial`).

    `ready` is False while the index is being prepared; `did_you_mean` is a question that would find more.
    """

    parsed: ParsedQuery
    lang: str
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    partial: bool = False
    page: int = 1
    pages: int = 0
    did_you_mean: str = ""
    ready: bool = True

    def __bool__(self) -> bool:
        return bool(self.hits)

    def as_json(self) -> dict:
        """For programs: the command `find --json`."""
        facts = ("total", "partial", "page", "pages", "facets", "did_you_mean", "ready")
        return {
            "query": self.parsed.text,
            "lang": self.lang,
            **{name: getattr(self, name) for name in facts},
            "hits": [_plain(hit) for hit in self.hits],
        }


def _plain(hit: Hit) -> dict:
    facts = asdict(hit)
    facts.pop("content_type_id")
    facts["title_pieces"] = [[words, is_match] for words, is_match in hit.title_pieces]
    facts["snippet"] = [[words, is_match] for words, is_match in hit.snippet]
    return facts
