"""Headers of responses and of parts (OpenAPI 3.1, 4.8.21)."""

from __future__ import annotations

from dataclasses import dataclass

from specbound.contract import Header, Schema
from specbound.contract.build._context import Context
from specbound.contract.build._marks import Direction
from specbound.contract.build._names import RESERVED_HEADERS, field_names
from specbound.contract.build._schemas import Schemas
from specbound.contract.build._shapes import Shapes
from specbound.spec import Node


@dataclass(frozen=True, slots=True)
class Headers:
    """Reads `headers` maps of one document."""

    context: Context
    schemas: Schemas
    shapes: Shapes

    def read(self, node: Node, direction: Direction) -> tuple[Header, ...]:
        """The headers of a response or part; `Content-Type` is ignored. Raises `Unsupported`."""
        headers = self.context.member(node, "headers")
        found = [(name, each) for name, each in headers.items() if name.lower() != "content-type"] if headers else []
        fields = field_names([name for name, _ in found], RESERVED_HEADERS)
        return tuple(self._header(*each, field, direction) for each, field in zip(found, fields, strict=True))

    def _header(self, name: str, node: Node, field: str, direction: Direction) -> Header:
        node = self.context.resolve(node)
        schema = self._schema(node, direction)
        self.schemas.note_examples(node, schema)
        required, explode = node.flag("required"), node.flag("explode")
        return Header(name, field, required=required, schema=schema, shape=self.shapes.of(schema), explode=explode)

    def _schema(self, node: Node, direction: Direction) -> Schema:
        """The schema; that of `content` speaks of what the text encodes, so that any text may stand there."""
        inner = node.get("schema")
        if inner is not None:
            return self.schemas.read(inner, direction)
        if node.get("content") is not None:
            self.context.report.add(node, "ignored-construct", "`content` of a header is not checked")
        return {"type": "string"}
