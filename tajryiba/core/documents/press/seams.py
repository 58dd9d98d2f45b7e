"""Takes out of a PDF's text what nobody sees: the places where words might have been divided but were not.

The typesetter draws nothing for a soft hyphen inside a line, but keeps it in the text of the letter before it, so that
«municipality» would neither be found nor copied. Only those at the end of a line stay: the hyphen that is drawn there.
Such texts stand in two places: `/ActualText<FEFF…>` of a page, and the table of letters (`ToUnicode`) of a font.
"""

import re
import zlib

_STREAM = re.compile(rb"<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>)*>>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_XREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TEXT = re.compile(rb"<((?:FEFF)?(?:[0-9A-F]{4}){2,})>")
SEAMS = (b"00AD", b"200B")


def without_seams(pdf: bytes) -> bytes:
    """The same pages. A file that is not built as the typesetter builds it is given back as it came."""
    places = _places(pdf)
    if not places:
        return pdf
    start = min(places.values())
    ends = dict(zip(sorted(places.values()), [*sorted(places.values())[1:], _xref_place(pdf)], strict=True))
    out, table = [pdf[:start]], {}
    length = start
    for number, place in sorted(places.items(), key=lambda item: item[1]):
        piece = _mended(pdf[place : ends[place]])
        table[number] = length
        out.append(piece)
        length += len(piece)
    trailer = pdf[pdf.index(b"trailer", _xref_place(pdf)) : pdf.rindex(b"startxref")]
    return b"".join([*out, _table(table), trailer, b"startxref\n%d\n%%%%EOF" % length])


def _xref_place(pdf: bytes) -> int:
    found = _XREF.search(pdf[-64:])
    return int(found[1]) if found else -1


def _places(pdf: bytes) -> dict[int, int]:
    """Number of an object → where it begins; {} when there is no plain table of them."""
    start = _xref_place(pdf)
    if start < 0 or not pdf.startswith(b"xref", start):
        return {}
    lines = pdf[start : pdf.index(b"trailer", start)].split(b"\n")
    first, count = map(int, lines[1].split())
    rows = [line.split() for line in lines[2 : 2 + count]]
    return {first + index: int(row[0]) for index, row in enumerate(rows) if row[2:] == [b"n"]}


def _table(places: dict[int, int]) -> bytes:
    size = max(places) + 1
    rows = [
        b"%010d 00000 n\r\n" % places[number] if number in places else b"0000000000 65535 f\r\n"
        for number in range(size)
    ]
    return b"xref\n0 %d\n" % size + b"".join(rows)


def _mended(piece: bytes) -> bytes:
    """One object; its stream is opened only when it is a text (no picture, no font file)."""
    head = _STREAM.search(piece)
    if head is None or b"/FlateDecode" not in head[0] or b"/Subtype" in head[0] or b"/Length1" in head[0]:
        return piece
    length = _LENGTH.search(head[0])
    stream = piece[head.end() : head.end() + int(length[1])]
    body = zlib.decompress(stream)
    mended = _TEXT.sub(_without, body)
    if mended == body:
        return piece
    packed = zlib.compress(mended, 6)
    new_head = head[0].replace(length[0], b"/Length %d" % len(packed))
    return piece[: head.start()] + new_head + packed + piece[head.end() + len(stream) :]


def _without(found: re.Match) -> bytes:
    """A text of several signs without the unseen ones; a text that is only a hyphen is the drawn one."""
    mark, signs = (b"FEFF", found[1][4:]) if found[1].startswith(b"FEFF") else (b"", found[1])
    letters = [signs[index : index + 4] for index in range(0, len(signs), 4)]
    kept = [letter for letter in letters if letter not in SEAMS]
    return b"<" + mark + b"".join(kept or letters[:1]) + b">"
