"""DOCX out of a template that the staff edit: Jinja in a sandbox, values escaped, blanks for what is not known."""

import re
from io import BytesIO
from zipfile import BadZipFile

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
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


class _Sandbox(ImmutableSandboxedEnvironment):
    """Nothing of a template reaches Python; an unknown name is an error, an empty value is a blank to be filled."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context, operator, left, right):
        """`"x" * 10 ** 9` would eat the memory of the machine; papers need no multiplication."""
        raise SecurityError("Multiplication is not possible in a template.")


def _environment() -> _Sandbox:
    return _Sandbox(
        autoescape=True, undefined=StrictUndefined, finalize=lambda value: BLANK if value in (None, "") else value
    )


def fill_docx(template: bytes, facts: dict) -> bytes:
    """The template filled with `facts`: text, numbers, and lists of such dicts.

    Raises DomainError "broken_template" with what is wrong: no DOCX, a fault of Jinja, an unknown name, something
    forbidden.
    """
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(_plain(facts), jinja_env=_environment(), autoescape=True)
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
