"""Operations (OpenAPI 3.1, 4.8.10), each built on its own: what one cannot have leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from specbound.contract import Operation
from specbound.contract.build._content import Content
from specbound.contract.build._context import Context, Unsupported
from specbound.contract.build._headers import Headers
from specbound.contract.build._names import numbered
from specbound.contract.build._parameters import Parameters
from specbound.contract.build._paths import Endpoint
from specbound.contract.build._responses import Responses
from specbound.contract.build._schemas import Schemas
from specbound.contract.build._security import Security
from specbound.contract.build._shapes import Shapes
from specbound.spec import Node

T = TypeVar("T")


@dataclass(slots=True)
class _Attempt:
    """Tries the parts of one operation, and keeps the first reason why one of them cannot be had."""

    reason: str | None

    def part(self, make: Callable[[], T], otherwise: T) -> T:
        try:
            return make()
        except Unsupported as reason:
            self.reason = self.reason or str(reason)
            return otherwise


@dataclass(slots=True)
class Operations:
    """Builds the operations of one document."""

    context: Context
    schemas: Schemas
    security: Security
    parameters: Parameters = field(init=False)
    content: Content = field(init=False)
    responses: Responses = field(init=False)

    def __post_init__(self) -> None:
        shapes = Shapes(self.schemas)
        headers = Headers(self.context, self.schemas, shapes)
        self.parameters = Parameters(self.context, self.schemas, shapes)
        self.content = Content(self.context, self.schemas, shapes, headers)
        self.responses = Responses(self.context, self.content, headers)

    def build(self, endpoint: Endpoint, identifier: str, name: str) -> Operation:
        """One operation under the identifier and name that it was given."""
        node = endpoint.operation
        attempt = _Attempt(endpoint.unsupported)
        return Operation(
            id=identifier,
            name=name,
            method=endpoint.method,
            path=endpoint.path,
            source=node.source,
            tag=_tag(node),
            summary=node.text("summary"),
            parameters=attempt.part(lambda: self.parameters.read(endpoint), ()),
            body=attempt.part(lambda: self.content.body(node.get("requestBody")), None),
            responses=attempt.part(lambda: self.responses.read(self.context.member(node, "responses")), ()),
            security=attempt.part(lambda: self.security.read(node), ()),
            unsupported=attempt.reason,
        )


def _tag(node: Node) -> str | None:
    tags = node.get("tags")
    names = [each.value for each in tags.elements() if isinstance(each.value, str)] if tags else []
    return names[0] if names else None


def identifiers(context: Context, endpoints: list[Endpoint]) -> list[str]:
    """The id of each operation: its operationId, or one made of method and path where that is missing or taken."""
    found: dict[str, Endpoint] = {}
    for each in endpoints:
        own = each.operation.text("operationId")
        if own in found:
            message = f"the operationId {own!r} is that of {found[own].method} {found[own].path}"
            context.report.add(each.operation.child("operationId"), "duplicate-operation-id", message)
        made = f"{each.method.lower()}_{each.path}"
        found[numbered(made if not own or own in found else own, found)] = each
    return list(found)
