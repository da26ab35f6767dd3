"""Which of the built-in error bodies an error response accepts, tried with bodies as the runtime writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from specbound.contract import JSON, MediaType, Operation, Response
from specbound.contract.build._context import Context
from specbound.contract.build._paths import Endpoint
from specbound.contract.build._promises import KIT_CODES
from specbound.contract.build._schemas import Schemas
from specbound.spec import BrokenReference, Node

_REQUEST_ID = "00112233445566778899aabbccddeeff"
_LOCATED = {"loc": ["body", "name", 0], "msg": "is not allowed here", "type": "enum"}


@dataclass(frozen=True, slots=True)
class Fit:
    """Finds the error shape of every error response."""

    context: Context
    schemas: Schemas

    def operation(self, operation: Operation, endpoint: Endpoint) -> Operation:
        """The operation with `MediaType.error_shape` filled in; responses that no built-in body fits are reported."""
        responses = tuple(self._response(each, endpoint) for each in operation.responses)
        return replace(operation, responses=responses)

    def _response(self, response: Response, endpoint: Endpoint) -> Response:
        if response.status[0] not in "45d":
            return response
        content = tuple(self._media(each, response) for each in response.content)
        if content and response.status != "default" and not any(each.error_shape for each in content):
            node = _locate(self.context, endpoint, response)
            self.context.promise(node, "error-body", f"the schema of {response.status} accepts no built-in error body")
        return replace(response, content=content)

    def _media(self, media: MediaType, response: Response) -> MediaType:
        if media.kind != "json":
            return media
        order = ("problem", "detail") if media.name.startswith("application/problem") else ("detail", "problem")
        fits = (shape for shape in order if all(self._accepts(media, body) for body in _bodies(shape, response)))
        return replace(media, error_shape=next(fits, None))

    def _accepts(self, media: MediaType, body: JSON) -> bool:
        return media.schema is None or self.schemas.accepts(media.schema, body)


def _locate(context: Context, endpoint: Endpoint, response: Response) -> Node:
    responses = endpoint.operation.get("responses")
    entries = {name.upper(): node for name, node in responses.items()} if responses else {}
    node = entries.get(response.status, endpoint.operation)
    try:
        return context.library.resolve(node)
    except BrokenReference:
        return node


def _bodies(shape: str, response: Response) -> Iterator[JSON]:
    """Bodies as they may be sent with this response: for each of its codes and the kit's own, with and without a place."""
    status = int(response.status) if response.status.isdecimal() else 400 if response.status[0] == "4" else 500
    codes = dict.fromkeys((*response.codes, KIT_CODES.get(status, "ERROR") if not response.codes else ""))
    codes |= {KIT_CODES[status]: None} if status in KIT_CODES and not response.codes else {}
    for code in filter(None, codes):
        for violation in [_LOCATED] if status == 422 else [_LOCATED, _unlocated(code)]:
            yield _detail(code, violation) if shape == "detail" else _problem(code, status, violation)


def _unlocated(code: str) -> dict[str, Any]:
    return {"msg": "This cannot be done.", "type": code.lower()}


def _detail(code: str, violation: dict[str, Any]) -> JSON:
    error = {"code": code, "message": "This cannot be done.", "path": "/items/1", "request_id": _REQUEST_ID}
    return {"detail": [violation], "error": error}


def _problem(code: str, status: int, violation: dict[str, Any]) -> JSON:
    return {
        "type": "about:blank",
        "title": "This cannot be done.",
        "status": status,
        "detail": "This cannot be done.",
        "instance": "/items/1",
        "code": code,
        "request_id": _REQUEST_ID,
        "errors": [violation],
    }
