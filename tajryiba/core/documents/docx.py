"""DOCX out of a template that the staff edit: Jinja in a sandbox, values escaped, blanks for what is not known."""

import re
from io import BytesIO
from zipfile import BadZipFile

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError
from lxml.etree import LxmlError

from tajryiba.core.errors import DomainError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BLANK = "____"
LARGEST = 2 * 1024 * 1024
# What XML 1.0 cannot hold; people paste such characters from other programs.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a template may break on: its Jinja, what it does in the sandbox, its XML, its zip.
_FAULTS = (
    TemplateError,
    LxmlError,
    BadZipFile,
    PackageNotFoundError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
)


# All that a paper needs: names and their parts, loops, conditions, comparison. No calls, no arithmetic, no own lists.
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.Filter),
    *(nodes.For, nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Test),
)
_FILTERS = ("capitalize", "count", "d", "default", "length", "lower", "trim", "upper")
_TESTS = ("defined", "undefined", "none", "true", "false", "odd", "even")
_MAX_SOURCE = 5 * 1024 * 1024
_MAX_OUTPUT = 20 * 1024 * 1024
_MAX_LOOPS, _MAX_DEPTH = 100, 2


class _Sandbox(ImmutableSandboxedEnvironment):
    """Nothing of a template reaches Python or eats the machine: what it may say is listed, what it makes is measured.

    An unknown name is an error, an empty value is a blank to be filled.
    """

    def __init__(self):
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_blank)
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {}

    def _parse(self, source, name, filename):
        """Checked before anything of it is computed: Jinja folds constants while it compiles."""
        if len(source) > _MAX_SOURCE:
            raise SecurityError("The template is too long.")
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise SecurityError(f"{type(node).__name__} is not possible in a template.")
        if len(list(tree.find_all(nodes.For))) > _MAX_LOOPS or _depth(tree) > _MAX_DEPTH:
            raise SecurityError("There are too many loops in the template.")
        return tree

    @staticmethod
    def concat(pieces) -> str:
        """Joins what a template gives out piece by piece, and stops it when it becomes too much."""
        kept, length = [], 0
        for piece in pieces:
            length += len(piece)
            if length > _MAX_OUTPUT:
                raise SecurityError("The template makes too long a paper.")
            kept.append(piece)
        return "".join(kept)


def _blank(value):
    return BLANK if value in (None, "") else value


def _depth(node: nodes.Node) -> int:
    """How many loops lie inside one another."""
    inner = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For)


def fill_docx(template: bytes, facts: dict) -> bytes:
    """The template filled with `facts`: text, numbers, and lists of such dicts.

    Raises DomainError "broken_template" with what is wrong: no DOCX, a fault of Jinja, an unknown name, something
    forbidden.
    """
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(_plain(facts), jinja_env=_Sandbox(), autoescape=True)
        out = BytesIO()
        document.save(out)
    except _FAULTS as error:
        raise DomainError(
            _("The template cannot be filled: %(fault)s") % {"fault": f"{type(error).__name__}: {error}"[:300]},
            code="broken_template",
        ) from error
    return out.getvalue()


def _plain(value):
    """Only text, numbers and lists of them enter the sandbox, without what XML cannot hold."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return _NOT_IN_XML.sub("", str(value))


def docx_response(data: bytes, name: str) -> HttpResponse:
    """A DOCX to be saved as `name`.docx (Latin letters, digits, hyphens), kept by no cache and opened in no page."""
    response = HttpResponse(data, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
