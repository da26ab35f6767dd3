"""Answering for operations that nobody has written yet: an example of the declared success.

A request to a mock lives the whole life of any other: it is matched, authenticated, decoded and judged first, and the
answer goes through the same checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from types import SimpleNamespace
from typing import Any, NamedTuple

from fastapi.security import SecurityScopes
from pydantic import MISSING

from specbound.contract import JSON, Header, MediaType, Operation, Response
from specbound.runtime._binding import Binding
from specbound.runtime._endpoint import HandledEndpoint, Parts
from specbound.runtime._errors import OperationMissing
from specbound.runtime._reply import Reply
from specbound.runtime.sample import Impossible, Sampler


class MockEndpoint(HandledEndpoint):
    """One operation that is answered with an example, and with 501 where none can be made."""

    def __init__(self, operation: Operation, parts: Parts) -> None:
        """Raises ConfigurationError where a schema or a security slot cannot be used."""
        super().__init__(operation, _mock_binding(operation, parts), _with_callers(parts))


def _mock_binding(operation: Operation, parts: Parts) -> Binding:
    reply = _Replies(operation, Sampler(parts.contract.schemas, parts.definitions)).reply

    async def mock(_request: Any) -> Any:
        try:
            return reply()
        except Impossible:
            raise OperationMissing from None

    hints = {parameter.field: Any for parameter in operation.parameters}
    request = type("MockRequest", (SimpleNamespace,), {"__annotations__": hints})
    return Binding(operation.id, mock, request, {}, ())


class _Replies:
    """The reply of one operation, made when it is first asked for."""

    def __init__(self, operation: Operation, sampler: Sampler) -> None:
        self._operation = operation
        self._sampler = sampler
        self._made: Reply[Any] | Impossible | None = None

    def reply(self) -> Reply[Any]:
        """The first success that can be made, in the order of the document. Raises Impossible."""
        if self._made is None:
            self._made = next(self._replies(), Impossible())
        if isinstance(self._made, Impossible):
            raise self._made
        return self._made

    def _replies(self) -> Iterator[Reply[Any]]:
        for response in _successes(self._operation.responses):
            for media in _media_types(response):
                try:
                    yield self._reply(response, media)
                except Impossible:
                    continue  # another one may do

    def _reply(self, response: Response, media: MediaType | None) -> Reply[Any]:
        headers = {header.name: self._header(header) for header in response.headers}
        body = None if media is None else self._body(media)
        return Reply(_status(response), body, headers, None if media is None else media.name)

    def _header(self, header: Header) -> JSON:
        if header.has_example:
            return header.example
        return self._sampler.sample(header.schema) if header.required else MISSING

    def _body(self, media: MediaType) -> JSON:
        if media.has_example:
            return media.example
        if media.kind == "json":
            return self._sampler.sample(True if media.schema is None else media.schema)
        if media.kind not in ("text", "binary") or media.schema is None:
            raise Impossible
        return self._sampler.sample({"type": "string", "allOf": [media.schema]})  # XML of objects nobody here can write


def _successes(responses: tuple[Response, ...]) -> list[Response]:
    """The responses that tell of success: 2xx in their order, then what is left for others."""
    found = [response for response in responses if response.status[0] == "2"]
    return found or [response for response in responses if response.status[0] in "3d"]


def _status(response: Response) -> int:
    return int(response.status.replace("XX", "00")) if response.status != "default" else 200


def _media_types(response: Response) -> list[MediaType | None]:
    """The media types of a response, JSON first; None where it has no body."""
    if not response.content:
        return [None]
    found: list[MediaType | None] = [media for media in response.content if media.kind == "json"]
    return found + [media for media in response.content if media.kind != "json"]


class _Caller(NamedTuple):
    """Whoever has a credential. `id` tells nothing of it."""

    id: str = "mock"


class _Anybody:
    """Slots for an application that was given none: each accepts whatever credential can be read."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return _known


async def _known(credential: Any, _: SecurityScopes) -> _Caller | None:
    return _Caller() if credential else None


def _with_callers(parts: Parts) -> Parts:
    """The parts for mocks alone: handlers are never guarded by slots that accept anybody."""
    if parts.security is not None:
        return parts
    lenient = copy(parts)
    lenient.security = _Anybody()
    return lenient
