"""Parts of an office file that say what it is and what it draws in. The parser declares nothing and loads nothing."""

import zipfile
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

MAX_INDEX = 4 * 1024 * 1024  # of one list of relationships or content types
MAX_PROLOG = 1024 * 1024  # what may stand before the root element
_CHUNK = 64 * 1024
_BLANK = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
# The last words of relationship types: programs, objects of other programs, templates, pieces in other formats.
_REFUSED_RELATIONS = {
    *("oleobject", "package", "control", "activexcontrolbinary", "attachedtemplate", "afchunk"),
    *("vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "attachedtoolbars"),
}
_REFUSED_TYPES = ("macro", "vbaproject", "vbadata", "oleobject", "activex")


class _RootReached(Exception):
    """Ends the reading; no fault."""


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_declaration):
        raise DomainError(
            _("The document holds declarations that office programs do not write. Save it again and send it."),
            code="dtd",
        )

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    return parser


def _broken(error: Exception) -> DomainError:
    refusal = DomainError(
        _("The document is damaged and cannot be opened. Save it again and send the new copy."), code="broken"
    )
    refusal.__cause__ = error
    return refusal


def check_prolog(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No document type declaration (billion laughs, XXE) before the root, in any encoding and behind any comment.

    What neither is called XML nor begins like it is passed over. Raises DomainError "dtd", "broken".
    """
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    parser, read = _parser(), 0

    def stop(*_element):
        raise _RootReached

    parser.StartElementHandler = stop
    with archive.open(entry) as part:
        try:
            while chunk := part.read(_CHUNK):
                if read == 0 and not is_xml and not chunk.lstrip(_BLANK).startswith(b"<"):
                    return
                read += len(chunk)
                if read > MAX_PROLOG:
                    raise _broken(ValueError("prolog"))
                parser.Parse(chunk, False)
        except _RootReached:
            return
        except expat.ExpatError as error:
            if is_xml:
                raise _broken(error) from error


def elements(archive: zipfile.ZipFile, name: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a list of content types or relationships: its name without prefix, and its attributes."""
    with archive.open(name) as part:
        data = part.read(MAX_INDEX + 1)
    if len(data) > MAX_INDEX:
        raise _broken(ValueError("index"))
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _broken(error) from error
    return found


def content_types(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Content types that the file names, in lower case. Raises DomainError "active" for macros and foreign objects."""
    types = [attributes.get("ContentType", "").lower() for _tag, attributes in elements(archive, name)]
    if any(word in one for one in types for word in _REFUSED_TYPES):
        raise active()
    return types


def check_relations(archive: zipfile.ZipFile, name: str) -> None:
    """Only links of the text lead out of the document; programs and objects of other programs are not in it.

    Raises DomainError "active".
    """
    for tag, attributes in elements(archive, name):
        if tag.lower() != "relationship":
            continue
        kind = attributes.get("Type", "").strip().rstrip("/").rpartition("/")[2].lower()
        leads_out = attributes.get("TargetMode", "").strip().lower() == "external"
        if kind in _REFUSED_RELATIONS:
            raise active()
        if kind == "externallink" or (leads_out and kind != "hyperlink"):  # other workbooks, DDE
            raise DomainError(
                _("The document loads something from elsewhere. Save it as PDF and send it again."), code="active"
            )


def active() -> DomainError:
    return DomainError(
        _(
            "The document contains macros or objects of other programs. Save it without them, or as PDF, and send it "
            "again."
        ),
        code="active",
    )
