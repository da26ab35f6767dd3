"""Media types of bodies and responses (OpenAPI 3.1, 4.8.14 and 4.8.15)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from msgspec.structs import replace

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

    def read(self, node: Node, direction: Direction, *, examples: bool = False) -> tuple[MediaType, ...]:
        """The media types of a body or response, in its order, with `examples` if need be. Raises `Unsupported`."""
        content = self.context.member(node, "content")
        entries = [(_spelt(name), each) for name, each in content.items()] if content else []
        entries = [(name, each) for name, each in entries if self._is_media(name, each)]
        return tuple(self._media(name, each, direction, examples=examples) for name, each in entries)

    def _is_media(self, name: str, node: Node) -> bool:
        fits = _MEDIA_TYPE.fullmatch(name.partition(";")[0]) is not None
        if not fits:
            self.context.report.add(node, "malformed", f"{node.key!r} is no media type")
        return fits

    def _media(self, name: str, node: Node, direction: Direction, *, examples: bool) -> MediaType:
        node = self.context.resolve(node)
        inner = node.get("schema")
        schema = self.schemas.read(inner, direction) if inner else None
        outline = self.shapes.outline(schema)
        kind = kind_of(name, outline)
        self._note(node, name, kind, schema, outline)
        if kind not in ("form", "multipart"):
            example = self._example(node, kind, schema) if examples else None
            return _exemplified(MediaType(name, kind, schema), example)
        encodings = self._encodings(node)
        untyped = kind == "multipart" and not self.context.library.legacy
        shape = None if schema is None else _with_files(self.shapes.of(schema), encodings, untyped=untyped)
        return MediaType(name, kind, schema, shape=shape, encodings=encodings)

    def _example(self, node: Node, kind: Kind, schema: Schema | None) -> Node | None:
        """An example that can be sent: where the schema does not judge the bytes, any text."""
        found = self.schemas.example(node, True if schema is None or kind == "binary" else schema)
        return found if found is None or kind == "json" or isinstance(found.value, str) else None

    def _note(self, node: Node, name: str, kind: Kind, schema: Schema | None, outline: Shape) -> None:
        """Tell what is not checked, and remember the examples of what is."""
        if schema is not None and kind in ("json", "text"):
            self.schemas.note_examples(node, schema)
        if kind == "binary" and schema is not None and outline.types != ("string",):
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


def _exemplified(media: MediaType, example: Node | None) -> MediaType:
    return media if example is None else replace(media, has_example=True, example=example.value)


def _spelt(name: str) -> str:
    """A media type in lower case without spaces around its parameters."""
    return ";".join(part.strip() for part in name.lower().split(";"))


def kind_of(name: str, outline: Shape) -> Kind:
    """How the bytes of a media type are read; a range whose schema is no text stands for JSON."""
    base = name.partition(";")[0]
    if base == "application/json" or base.endswith("+json"):
        return "json"
    if base == "application/x-www-form-urlencoded":
        return "form"
    if base.startswith("multipart/"):
        return "multipart"
    if base in ("*/*", "application/*"):
        return "json" if outline.types and outline.types != ("string",) else "binary"
    is_text = base.startswith("text/") and outline.types == ("string",) and not outline.binary
    return "text" if is_text else "binary"


def _with_files(shape: Shape, encodings: dict[str, Encoding], *, untyped: bool) -> Shape:
    """Parts whose content type is neither text nor JSON carry bytes, whatever their schema says.

    So do, since OpenAPI 3.1 (4.8.15.1.1), the `untyped` parts of multipart bodies of which nothing is said.
    """
    properties = {
        name: _as_file(inner) if _is_file(inner, encodings.get(name), untyped=untyped) else inner
        for name, inner in shape.properties.items()
    }
    return replace(shape, properties=properties)


def _is_file(shape: Shape, encoding: Encoding | None, *, untyped: bool) -> bool:
    types = encoding.content_types if encoding else ()
    if not types:
        return untyped and shape.types[:1] == ("string",) and len(shape.types) > 1
    return not any(each.startswith("text/") or "json" in each for each in types)


def _as_file(shape: Shape) -> Shape:
    items = _as_file(shape.items) if shape.items else None
    return replace(shape, items=items, binary="string" in shape.types)
