"""Parameters (OpenAPI 3.1, 4.8.12): those of the path item and the operation merged, styles resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from specbound.contract import Parameter, Schema
from specbound.contract.build._context import Context
from specbound.contract.build._names import parameter_fields
from specbound.contract.build._paths import Endpoint, placeholders
from specbound.contract.build._schemas import Schemas
from specbound.contract.build._shapes import Shapes
from specbound.spec import Node

Location: TypeAlias = Literal["path", "query", "header", "cookie"]

_STYLES: dict[Location, tuple[str, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}
"""The styles of each location, its default first."""

_NOT_PARAMETERS = frozenset({"accept", "authorization", "content-type"})
"""Headers that a parameter must not describe: it is ignored (OpenAPI 3.1, 4.8.12.2)."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """A parameter as it is written; `node` is None for a placeholder of the path that has none."""

    name: str
    location: Location
    node: Node | None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others: header names are the same in any case."""
        return (self.name.lower() if self.location == "header" else self.name), self.location


@dataclass(frozen=True, slots=True)
class Parameters:
    """Reads parameters of one document."""

    context: Context
    schemas: Schemas
    shapes: Shapes

    def read(self, endpoint: Endpoint) -> tuple[Parameter, ...]:
        """The parameters of an operation from the lists of its path item and itself; of equal ones the last wins.

        Raises `Unsupported`.
        """
        found: dict[tuple[str, str], _Declared] = {}
        for each in (endpoint.shared, endpoint.operation.get("parameters")):
            found |= self._list(self.context.resolve(each)) if each else {}
        declared = self._matched(endpoint.path, endpoint.operation, list(found.values()))
        fields = parameter_fields([(each.name, each.location) for each in declared])
        return tuple(self._parameter(each, field) for each, field in zip(declared, fields, strict=True))

    def _list(self, node: Node) -> dict[tuple[str, str], _Declared]:
        found: dict[tuple[str, str], _Declared] = {}
        for element in node.elements():
            each = self._declared(self.context.resolve(element))
            if each.location == "header" and each.name.lower() in _NOT_PARAMETERS:
                self.context.report.add(
                    each.node or element, "ignored-parameter", f"the header {each.name!r} is no parameter"
                )
                continue
            if each.key in found:
                message = f"the {each.location} parameter {each.name!r} is given twice; the last counts"
                self.context.report.add(element, "duplicate-parameter", message)
            found[each.key] = each
        return found

    def _declared(self, node: Node) -> _Declared:
        name = node.get("name")
        if name is None or isinstance(name.value, (dict, list, bool)) or name.value in (None, ""):
            raise self.context.refuse(node, "malformed", "a parameter has no `name`")
        location = node.text("in")
        if location not in _STYLES:
            raise self.context.refuse(node, "unsupported-location", f"no parameter is read from {location!r}")
        return _Declared(str(name.value), location, node)

    def _matched(self, path: str, operation: Node, declared: list[_Declared]) -> list[_Declared]:
        """The parameters with those of the path as its placeholders ask for: a missing one may be any text."""
        names = placeholders(path)
        known = {each.name for each in declared if each.location == "path"}
        for name in names:
            if name not in known:
                self.context.report.add(operation, "missing-parameter", f"`{{{name}}}` of {path} has no parameter")
        implied = [_Declared(name, "path", None) for name in names if name not in known]
        return [*implied, *(each for each in declared if each.location != "path" or self._has_place(path, names, each))]

    def _has_place(self, path: str, names: list[str], declared: _Declared) -> bool:
        if declared.node is not None and declared.name not in names:
            self.context.report.add(declared.node, "missing-placeholder", f"{path} has no `{{{declared.name}}}`")
        return declared.name in names

    def _parameter(self, declared: _Declared, field: str) -> Parameter:
        location = declared.location
        if (node := declared.node) is None:
            return self._implied(declared.name, field)
        content_type, holder = self._content(node, declared.name)
        schema = self.schemas.read(inner, "request") if (inner := holder.get("schema")) else True
        self.schemas.note_examples(node if content_type is None else holder, schema)
        style = self._style(node, location)
        required = location == "path" or node.flag("required")
        has_default, default = self._default(schema, node, required=required)
        return Parameter(
            name=declared.name,
            location=location,
            field=field,
            required=required,
            schema=schema,
            shape=self.shapes.of(schema),
            style=style,
            explode=node.flag("explode", style in ("form", "cookie")),
            allow_reserved=node.flag("allowReserved"),
            content_type=content_type,
            has_default=has_default,
            default=default,
            allow_empty=location == "query" and node.flag("allowEmptyValue"),
        )

    def _implied(self, name: str, field: str) -> Parameter:
        schema: Schema = {"type": "string"}
        shape = self.shapes.of(schema)
        return Parameter(name, "path", field, required=True, schema=schema, shape=shape, style="simple", explode=False)

    def _content(self, node: Node, name: str) -> tuple[str | None, Node]:
        """The media type and the object that holds the schema, where a parameter is written as `content`."""
        content = self.context.member(node, "content")
        entries = list(content.items()) if content else []
        if not entries:
            if node.get("schema") is None:
                self.context.report.add(node, "malformed", f"the parameter {name!r} has no `schema`")
            return None, node
        media, entry = entries[0]
        if len(entries) > 1:
            self.context.report.add(
                node, "malformed", f"the parameter {name!r} has several media types; the first counts"
            )
        if "json" not in media.lower():
            raise self.context.refuse(entry, "unsupported-content", f"the parameter {name!r} is written as {media!r}")
        return media.lower(), self.context.resolve(entry)

    def _style(self, node: Node, location: Location) -> str:
        allowed = _STYLES[location]
        style = node.text("style", allowed[0])
        if style not in allowed:
            raise self.context.refuse(node, "unsupported-style", f"a {location} parameter has no style {style!r}")
        return style

    def _default(self, schema: Schema, node: Node, *, required: bool) -> tuple[bool, Any]:
        """The default of a schema, or of what it refers to; it means nothing where the parameter must be sent."""
        found, default = self._declared_default(schema)
        if found and required:
            self.context.report.add(node, "required-default", "a required parameter has a default, which is never used")
            return False, None
        if found and not self.schemas.accepts(schema, default):
            self.context.report.add(node, "bad-default", "the default breaks the schema, and is left out")
            return False, None
        return found, default

    def _declared_default(self, schema: Schema) -> tuple[bool, Any]:
        seen: set[str] = set()
        while isinstance(schema, dict):
            if "default" in schema:
                return True, schema["default"]
            reference = schema.get("$ref")
            if reference is None or reference in seen:
                break
            seen.add(reference)
            schema = self.schemas.referred(reference)
        return False, None
