"""The one road of every error: from a ContractError to the document's error model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from specbound.contract import MediaType, Operation, Response
from specbound.runtime._context import RequestContext
from specbound.runtime._errors import ContractError, InternalServerError, OperationMissing
from specbound.runtime._foreign import as_contract_error
from specbound.runtime._options import ErrorBody
from specbound.runtime.answer._encode import Encoded
from specbound.runtime.gate import Definitions, Gate

_CONTROLS = dict.fromkeys([*range(32), 127], " ")
_encode_json = msgspec.json.Encoder().encode


class UndeclaredError(Exception):
    """An error was raised that the operation does not declare; it is answered as a fault of the server."""


class Form(NamedTuple):
    """How the document writes the errors of one status."""

    content_type: bytes
    body: ErrorBody
    gate: Gate | None


class ErrorRenderer:
    """The error responses of one operation, or of none where no operation matched."""

    def __init__(
        self,
        operation: Operation | None,
        definitions: Definitions,
        custom: ErrorBody | None,
        otherwise: Form | None = None,
    ) -> None:
        """`custom` makes the bodies that the document declares in a form of its own.

        `otherwise` is the form of what the operation does not declare; the kit's own error model by default.
        """
        self._otherwise = otherwise or _KIT_FORM
        declared = operation.responses if operation is not None else ()
        self._declared = {response.status: response for response in declared}
        self._forms = {each.status: _form(each, definitions, custom, self._otherwise) for each in declared}

    def check_declared(self, error: Exception) -> None:
        """Raises UndeclaredError where the operation does not declare this error, FastAPI's own kinds included.

        OperationMissing needs no declaration: a handler that is still to be written says the same as none.
        """
        known = as_contract_error(error)
        if known is None or isinstance(known, OperationMissing):
            return
        response = self._declared.get(self._key(known.status))
        if response is None or known.response not in (None, response.name):
            raise UndeclaredError(
                f"{type(error).__name__} ({known.status}) is not declared by this operation"
            ) from error

    def render(self, error: ContractError, context: RequestContext) -> Encoded:
        """The response to an error. One whose body breaks its schema becomes the 500, which is sent unchecked.

        It never raises: what cannot be written as the document asks is written as the kit's own error model.
        """
        form = self._forms.get(self._key(error.status), self._otherwise)
        body = form.body(error, context)
        if form.gate is not None and error.status != InternalServerError.status and not form.gate.is_valid(body):
            return self.render(InternalServerError(), context)
        headers = [
            (b"content-type", form.content_type),
            (b"x-error-code", error.code.encode("latin-1", "replace")),
            *((name.lower().encode("latin-1"), _header_value(value)) for name, value in error.headers.items()),
        ]
        return Encoded(error.status, headers, _encode_json(body))

    def _key(self, status: int) -> str:
        exact, span = str(status), f"{status // 100}XX"
        return exact if exact in self._declared else span if span in self._declared else "default"


def house_form(operations: Iterable[Operation], custom: ErrorBody | None) -> Form:
    """How errors are written for which the document says nothing, such as those of requests of no operation.

    They have the form of the document's errors where all of those have one and the same, and else the kit's own.
    """
    media = [
        media
        for operation in operations
        for response in operation.responses
        for media in response.content
        if media.kind == "json" and (response.status[0] in "45" or media.error_shape is not None)
    ]
    forms = [Form(_content_type(each), _SHAPES.get(each.error_shape or "", custom) or _detail, None) for each in media]
    return forms[0] if forms and all(form == forms[0] for form in forms) else _KIT_FORM


def _form(response: Response, definitions: Definitions, custom: ErrorBody | None, otherwise: Form) -> Form:
    media = next((media for media in response.content if media.kind == "json"), None)
    if media is None:
        return otherwise
    body = _SHAPES.get(media.error_shape or "", custom)
    gate = Gate(media.schema, definitions) if body is not None and media.schema is not None else None
    return Form(_content_type(media), body or _detail, gate)


def _content_type(media: MediaType) -> bytes:
    return b"application/json" if "*" in media.name else media.name.encode("latin-1")


def _header_value(text: str) -> bytes:
    """A header cannot be broken open by what an error says."""
    return " ".join(text.translate(_CONTROLS).split()).encode("latin-1", "replace")


def _detail(error: ContractError, context: RequestContext) -> dict[str, Any]:
    return {
        "detail": [_violation(item.loc, item.msg, item.type) for item in error.violations],
        "error": {
            "code": error.code,
            "message": error.text,
            "path": context.path,
            "request_id": context.request_id,
        },
    }


def _violation(loc: tuple[str | int, ...], msg: str, kind: str) -> dict[str, Any]:
    return {"loc": list(loc), "msg": msg, "type": kind} if loc else {"msg": msg, "type": kind}


def _problem(error: ContractError, context: RequestContext) -> dict[str, Any]:
    """RFC 9457, 3.1, with the violations and the request id as extension members."""
    return {
        "type": "about:blank",
        "title": error.message,
        "status": error.status,
        "detail": error.text,
        "instance": context.path,
        "code": error.code,
        "request_id": context.request_id,
        "errors": [_violation(item.loc, item.msg, item.type) for item in error.violations],
    }


_SHAPES: dict[str, ErrorBody] = {"detail": _detail, "problem": _problem}
_KIT_FORM = Form(b"application/json", _detail, None)
