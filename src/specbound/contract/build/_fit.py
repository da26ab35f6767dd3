"""Which of the built-in error bodies an error response accepts, tried with bodies as the runtime writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from specbound.contract import JSON, MediaType, Operation, Response
from specbound.contract.build._context import Context
from specbound.contract.build._paths import Endpoint
from specbound.contract.build._promises import KIT_CODES, own_errors, response_to
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
        own = own_errors(operation, strict_query=self.context.options.strict_query)
        statuses: dict[str | None, list[int]] = {}
        for status in own:
            statuses.setdefault(response_to(operation, status), []).append(status)
        responses = [self._response(each, endpoint, statuses.get(each.status, [])) for each in operation.responses]
        return replace(operation, responses=tuple(responses))

    def _response(self, response: Response, endpoint: Endpoint, own: list[int]) -> Response:
        """One response, tried with the statuses of the kit's own errors that it stands for, and with its own."""
        if response.status[0] not in "45d":
            return response
        statuses = own or [_some_status(response.status)]
        content = tuple(self._media(each, response.codes, statuses) for each in response.content)
        is_error = own or response.status != "default"
        if content and is_error and not any(each.error_shape for each in content):
            node = _locate(self.context, endpoint, response)
            self.context.promise(
                node, "error-body", f"the body of {response.status} can be none of the kit's error bodies"
            )
        return replace(response, content=content)

    def _media(self, media: MediaType, codes: tuple[str, ...], statuses: list[int]) -> MediaType:
        if media.kind != "json":
            return media
        order = ("problem", "detail") if media.name.startswith("application/problem") else ("detail", "problem")
        fits = (shape for shape in order if all(self._accepts(media, each) for each in _bodies(shape, codes, statuses)))
        return replace(media, error_shape=next(fits, None))

    def _accepts(self, media: MediaType, body: JSON) -> bool:
        return media.schema is None or self.schemas.accepts(media.schema, body)


def _some_status(status: str) -> int:
    return int(status) if status.isdecimal() else 400 if status[0] == "4" else 500


def _locate(context: Context, endpoint: Endpoint, response: Response) -> Node:
    responses = endpoint.operation.get("responses")
    entries = {name.upper(): node for name, node in responses.items()} if responses else {}
    node = entries.get(response.status, endpoint.operation)
    try:
        return context.library.resolve(node)
    except BrokenReference:
        return node


def _bodies(shape: str, codes: tuple[str, ...], statuses: list[int]) -> Iterator[JSON]:
    """Bodies as they may be sent: for each code of the response and the kit's own, with and without a place."""
    for status in statuses:
        own = KIT_CODES.get(status, "ERROR")
        for code in codes or (own,):
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
