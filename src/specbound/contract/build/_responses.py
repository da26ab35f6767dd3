"""Responses (OpenAPI 3.1, 4.8.16 and 4.8.17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specbound.contract import Response
from specbound.contract.build._content import Content
from specbound.contract.build._context import Context
from specbound.contract.build._headers import Headers
from specbound.contract.build._names import constant_name
from specbound.spec import BrokenReference, Node

_STATUS = re.compile(r"[1-5][0-9]{2}|[1-5]XX|DEFAULT")


@dataclass(frozen=True, slots=True)
class Responses:
    """Reads the responses of one document."""

    context: Context
    content: Content
    headers: Headers

    def read(self, node: Node | None) -> tuple[Response, ...]:
        """The responses of an operation in its order. Raises `Unsupported`."""
        return tuple(self._response(status, each) for status, each in self._entries(node)) if node else ()

    def _entries(self, node: Node) -> Iterator[tuple[str, Node]]:
        for key, each in node.items():
            status = key.upper()
            if _STATUS.fullmatch(status):
                yield status.lower() if status == "DEFAULT" else status, each
            elif not key.startswith("x-"):
                self.context.report.add(each, "malformed", f"{key!r} is no status")

    def _response(self, status: str, reference: Node) -> Response:
        node = self.context.resolve(reference)
        name = self._name(reference)
        examples = status[0] not in "45"  # nobody sends the example of an error
        return Response(
            status=status,
            name=name,
            description=reference.text("description") or node.text("description"),
            headers=self.headers.read(node, "response", examples=examples),
            content=self.content.read(node, "response", examples=examples),
            codes=self._codes(status, name, node),
        )

    def _name(self, reference: Node) -> str | None:
        """The key in `components/responses` of what a response refers to."""
        node, seen = reference, {reference.place}
        while isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
            try:
                node = self.context.library.target(node, node.value["$ref"])
            except BrokenReference:
                return None
            if node.path[:-1] == ("components", "responses"):
                return node.key
            if node.place in seen:
                return None
            seen.add(node.place)
        return None

    def _codes(self, status: str, name: str | None, node: Node) -> tuple[str, ...]:
        """The error codes that a response may carry: `x-error-codes`, else its name."""
        if status[0] not in "45":
            return ()
        listed = node.get("x-error-codes")
        if listed is None:
            return (constant_name(name),) if name else ()
        codes = [each.value for each in listed.elements() if isinstance(each.value, str)]
        if not codes:
            self.context.report.add(listed, "malformed", "`x-error-codes` is a list of codes")
        return tuple(dict.fromkeys(codes))
