"""Media types of bodies and responses (OpenAPI 3.1, 4.8.14 and 4.8.15)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from specbound.contract import Body, Encoding, MediaType, Schema, Shape
from specbound.contract.build._context import Context
from specbound.contract.build._headers import Headers
from specbound.contract.build._marks import Direction
from specbound.contract.build._schemas import Schemas
from specbound.contract.build._shapes import Shapes
from specbound.spec import Node

_MEDIA_TYPE = re.compile(r"(\*|[a-z0-9!#$&^_.+-]+)/(\*|[a-z0-9!#$&^_.+*-]+)")

Kind: TypeAlias = Literal["json", "form", "multipart", "text", "binary"]


@dataclass(frozen=True, slots=True)
class Content:
    """Reads `content` maps of one document."""

    context: Context
    schemas: Schemas
    shapes: Shapes
    headers: Headers

    def body(self, node: Node | None) -> Body | None:
        """The request body, None where there is none. Raises `Unsupported`."""
        if node is None:
            return None
        node = self.context.resolve(node)
        content = self.read(node, "request")
        if not content:
            raise self.context.refuse(node, "malformed", "the request body has no media type")
        return Body(node.flag("required"), content)

    def read(self, node: Node, direction: Direction) -> tuple[MediaType, ...]:
        """The media types of a body or response, in its order. Raises `Unsupported`."""
        content = self.context.member(node, "content")
        entries = [(_spelt(name), each) for name, each in content.items()] if content else []
        return tuple(self._media(name, each, direction) for name, each in entries if self._is_media(name, each))

    def _is_media(self, name: str, node: Node) -> bool:
        fits = _MEDIA_TYPE.fullmatch(name.partition(";")[0]) is not None
        if not fits:
            self.context.report.add(node, "malformed", f"{node.key!r} is no media type")
        return fits

    def _media(self, name: str, node: Node, direction: Direction) -> MediaType:
        node = self.context.resolve(node)
        inner = node.get("schema")
        schema = self.schemas.read(inner, direction) if inner else None
        kind = kind_of(name, self.shapes.types(schema) if schema is not None else ())
        self._note(node, name, kind, schema)
        if kind not in ("form", "multipart"):
            return MediaType(name, kind, schema)
        encodings = self._encodings(node)
        shape = _with_files(self.shapes.of(schema), encodings) if schema is not None else None
        return MediaType(name, kind, schema, shape=shape, encodings=encodings)

    def _note(self, node: Node, name: str, kind: Kind, schema: Schema | None) -> None:
        """Tell what is not checked, and remember the examples of what is."""
        if schema is not None and kind in ("json", "text"):
            self.schemas.note_examples(node, schema)
        if kind == "binary" and schema is not None and self.shapes.types(schema) != ("string",):
            self.context.report.add(node, "unchecked-body", f"a body of {name} is handed on as bytes, unchecked")
        for key in ("itemSchema", "prefixEncoding", "itemEncoding"):
            if (extra := node.get(key)) is not None:
                self.context.report.add(extra, "ignored-construct", f"`{key}` is not served")

    def _encodings(self, node: Node) -> dict[str, Encoding]:
        encoding = self.context.member(node, "encoding")
        return {name: self._encoding(each) for name, each in encoding.items()} if encoding else {}

    def _encoding(self, node: Node) -> Encoding:
        explode = node.get("explode")
        return Encoding(
            content_types=tuple(each.strip().lower() for each in node.text("contentType").split(",") if each.strip()),
            style=node.text("style") or None,
            explode=explode.value if explode and isinstance(explode.value, bool) else None,
            allow_reserved=node.flag("allowReserved"),
            headers=self.headers.read(node, "request"),
        )


def _spelt(name: str) -> str:
    """A media type in lower case without spaces around its parameters."""
    return ";".join(part.strip() for part in name.lower().split(";"))


def kind_of(name: str, types: tuple[str, ...]) -> Kind:
    """How the bytes of a media type are read; a range whose schema is no text stands for JSON."""
    base = name.partition(";")[0]
    if base == "application/json" or base.endswith("+json"):
        return "json"
    if base == "application/x-www-form-urlencoded":
        return "form"
    if base.startswith("multipart/"):
        return "multipart"
    if base in ("*/*", "application/*"):
        return "json" if types and types != ("string",) else "binary"
    return "text" if base.startswith("text/") and types == ("string",) else "binary"


def _with_files(shape: Shape, encodings: dict[str, Encoding]) -> Shape:
    """Parts whose content type is neither text nor JSON carry bytes, whatever their schema says."""
    properties = {
        name: _as_file(inner) if name in encodings and _is_file(encodings[name]) else inner
        for name, inner in shape.properties.items()
    }
    return Shape(shape.types, shape.items, properties, shape.additional, shape.binary)


def _is_file(encoding: Encoding) -> bool:
    types = encoding.content_types
    return bool(types) and not any(each.startswith("text/") or "json" in each for each in types)


def _as_file(shape: Shape) -> Shape:
    items = _as_file(shape.items) if shape.items else None
    return Shape(shape.types, items, shape.properties, shape.additional, "string" in shape.types)
