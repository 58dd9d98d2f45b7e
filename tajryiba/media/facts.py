"""What was found inside a file."""

from dataclasses import dataclass

from .enums import DocumentKind


@dataclass(frozen=True)
class DocumentFacts:
    kind: DocumentKind
    pages: int | None
    download_name: str
