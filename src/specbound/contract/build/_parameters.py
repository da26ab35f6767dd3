"""Parameters (OpenAPI 3.1, 4.8.12): those of the path item and the operation merged, styles resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from specbound.contract import Parameter, Schema
from specbound.contract.build._context import Context
from specbound.contract.build._names import parameter_fields
from specbound.contract.build._paths import placeholders
from specbound.contract.build._schemas import Schemas
from specbound.contract.build._shapes import Shapes
from specbound.spec import Node

_STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}
"""The styles of each location, its default first."""

_NOT_PARAMETERS = frozenset({"accept", "authorization", "content-type"})
"""Headers that a parameter must not describe: it is ignored (OpenAPI 3.1, 4.8.12.2)."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Reads parameters of one document."""

    context: Context
    schemas: Schemas
    shapes: Shapes

    def read(self, path: str, operation: Node, lists: Iterable[Node | None]) -> tuple[Parameter, ...]:
        """The parameters of an operation from the lists of its path item and itself; of equal ones the last wins.

        Raises `Unsupported`.
        """
        nodes = self._declared(lists)
        self._placeholders(path, operation, nodes)
        kept = [node for (name, location), node in nodes.items() if location != "path" or name in placeholders(path)]
        implied = [name for name in placeholders(path) if (name, "path") not in nodes]
        keys = [*((name, "path") for name in implied), *((node.text("name"), node.text("in")) for node in kept)]
        fields = parameter_fields(keys)
        made = [self._implied(name, field) for name, field in zip(implied, fields, strict=False)]
        return (
            *made,
            *(self._parameter(node, field) for node, field in zip(kept, fields[len(implied) :], strict=True)),
        )

    def _declared(self, lists: Iterable[Node | None]) -> dict[tuple[str, str], Node]:
        found: dict[tuple[str, str], Node] = {}
        for each in lists:
            own: dict[tuple[str, str], Node] = {}
            for element in each.elements() if each else ():
                node = self.context.resolve(element)
                key = (self._name(node), self._location(node))
                if key in own:
                    self.context.report.add(element, "malformed", f"the {key[1]} parameter {key[0]!r} is given twice")
                if not self._is_ignored(node, *key):
                    own[key] = node
            found |= own
        return found

    def _name(self, node: Node) -> str:
        name = node.text("name")
        if not name:
            raise self.context.refuse(node, "malformed", "a parameter has no `name`")
        return name.lower() if node.text("in") == "header" else name

    def _location(self, node: Node) -> str:
        location = node.text("in")
        if location not in _STYLES:
            raise self.context.refuse(node, "unsupported-location", f"no parameter can stand in {location!r}")
        return location

    def _is_ignored(self, node: Node, name: str, location: str) -> bool:
        ignored = location == "header" and name in _NOT_PARAMETERS
        if ignored:
            self.context.report.add(node, "ignored-parameter", f"the header {node.text('name')!r} is no parameter")
        return ignored

    def _placeholders(self, path: str, operation: Node, nodes: dict[tuple[str, str], Node]) -> None:
        for name in placeholders(path):
            if (name, "path") not in nodes:
                self.context.report.add(operation, "missing-parameter", f"`{{{name}}}` of {path} has no parameter")
        for (name, location), node in nodes.items():
            if location == "path" and name not in placeholders(path):
                self.context.report.add(node, "missing-placeholder", f"{path} has no `{{{name}}}`")

    def _implied(self, name: str, field: str) -> Parameter:
        """A placeholder without a parameter: any text may stand there."""
        schema: Schema = {"type": "string"}
        return Parameter(
            name,
            "path",
            field,
            required=True,
            schema=schema,
            shape=self.shapes.of(schema),
            style="simple",
            explode=False,
        )

    def _parameter(self, node: Node, field: str) -> Parameter:
        location = cast(Any, node.text("in"))
        content_type, holder = self._content(node)
        schema = self.schemas.read(inner, "request") if (inner := holder.get("schema")) else True
        style = self._style(node)
        has_default, default = self._default(schema)
        return Parameter(
            name=node.text("name"),
            location=location,
            field=field,
            required=location == "path" or node.flag("required"),
            schema=schema,
            shape=self.shapes.of(schema),
            style=style,
            explode=node.flag("explode", style in ("form", "cookie")),
            allow_reserved=node.flag("allowReserved"),
            content_type=content_type,
            has_default=has_default,
            default=default,
        )

    def _content(self, node: Node) -> tuple[str | None, Node]:
        """The media type and the object that holds the schema, where a parameter is written as `content`."""
        content = node.get("content")
        entries = list(content.items()) if content else []
        if not entries:
            if node.get("schema") is None:
                self.context.report.add(node, "malformed", f"the parameter {node.text('name')!r} has no `schema`")
            return None, node
        name, entry = entries[0]
        return name.lower(), self.context.resolve(entry)

    def _style(self, node: Node) -> str:
        allowed = _STYLES[node.text("in")]
        style = node.text("style", allowed[0])
        if style not in allowed:
            raise self.context.refuse(
                node, "unsupported-style", f"a {node.text('in')} parameter has no style {style!r}"
            )
        return style

    def _default(self, schema: Schema) -> tuple[bool, Any]:
        """The default of a schema, or of what it refers to."""
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
