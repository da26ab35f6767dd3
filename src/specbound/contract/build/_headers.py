"""Headers of responses and of parts (OpenAPI 3.1, 4.8.21)."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

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

    def read(self, node: Node, direction: Direction, *, examples: bool = False) -> tuple[Header, ...]:
        """The headers of a response or part, with `examples` if need be; `Content-Type` is ignored.

        Raises `Unsupported`.
        """
        headers = self.context.member(node, "headers")
        found = [(name, each) for name, each in headers.items() if name.lower() != "content-type"] if headers else []
        fields = field_names([name for name, _ in found], RESERVED_HEADERS)
        named = zip(found, fields, strict=True)
        return tuple(self._header(*each, field, direction, examples=examples) for each, field in named)

    def _header(self, name: str, node: Node, field: str, direction: Direction, *, examples: bool) -> Header:
        node = self.context.resolve(node)
        schema = self._schema(node, direction)
        self.schemas.note_examples(node, schema)
        required, explode = node.flag("required"), node.flag("explode")
        header = Header(name, field, required=required, schema=schema, shape=self.shapes.of(schema), explode=explode)
        example = self.schemas.example(node, schema) if examples else None
        return header if example is None else replace(header, has_example=True, example=example.value)

    def _schema(self, node: Node, direction: Direction) -> Schema:
        """The schema; that of `content` speaks of what the text encodes, so that any text may stand there."""
        inner = node.get("schema")
        if inner is not None:
            return self.schemas.read(inner, direction)
        if node.get("content") is not None:
            self.context.report.add(node, "ignored-construct", "`content` of a header is not checked")
        return {"type": "string"}
