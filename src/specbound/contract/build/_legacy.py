"""What OpenAPI 3.0 says in its own way, said in draft 2020-12, and the bounds that integer formats stand for."""

from __future__ import annotations

from typing import Any

from specbound.contract import Schema
from specbound.contract.build._context import Context
from specbound.spec import Node

ANNOTATIONS = frozenset({"title", "description", "default", "deprecated", "readOnly", "writeOnly"})
"""Keywords that say nothing of which values are accepted."""

_COMBINATIONS = frozenset({"$ref", "allOf", "anyOf", "oneOf", "not", "const"})
_INTEGERS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


def modernise(schema: dict[str, Any], node: Node, context: Context) -> Schema:
    """Rewrite, in place, what is left of earlier drafts in a schema whose keywords have been read."""
    _tuple_items(schema)
    _exclusive(schema, "minimum", "exclusiveMinimum")
    _exclusive(schema, "maximum", "exclusiveMaximum")
    _integer_format(schema)
    nullable = schema.pop("nullable", False)
    if nullable and not context.library.legacy:
        hint = 'Write `type: [..., "null"]`.'
        context.report.add(node, "ignored-keyword", "`nullable` means nothing since OpenAPI 3.1", hint=hint)
    return _nullable(schema) if nullable and context.library.legacy else schema


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Accept null too: in `type` and `enum` where that says it all, else as an alternative to the whole."""
    if not _COMBINATIONS.isdisjoint(schema):
        outer = {key: value for key, value in schema.items() if key in ANNOTATIONS}
        inner = {key: value for key, value in schema.items() if key not in ANNOTATIONS}
        return {**outer, "anyOf": [inner, {"type": "null"}]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema["type"] = types if "null" in types else [*types, "null"]
    if None not in schema.get("enum", [None]):
        schema["enum"] = [*schema["enum"], None]
    return schema


def _exclusive(schema: dict[str, Any], bound: str, exclusive: str) -> None:
    """`exclusiveMinimum: true` made the minimum an exclusive one."""
    flag = schema.get(exclusive)
    if isinstance(flag, bool):
        del schema[exclusive]
        if flag and bound in schema:
            schema[exclusive] = schema.pop(bound)


def _tuple_items(schema: dict[str, Any]) -> None:
    """`items` took a list before draft 2020-12."""
    if isinstance(schema.get("items"), list):
        schema["prefixItems"] = schema.pop("items")


def _integer_format(schema: dict[str, Any]) -> None:
    """`int32` and `int64` are bounds; what the schema says itself counts where it is tighter."""
    bounds = _INTEGERS.get(schema.get("format", ""))
    types = schema.get("type", "integer")
    if bounds is None or not {"integer", "number"} & set(types if isinstance(types, list) else [types]):
        return
    low, high = bounds
    if not schema.get("minimum", low - 1) >= low and not schema.get("exclusiveMinimum", low - 1) >= low:
        schema["minimum"] = low
    if not schema.get("maximum", high + 1) <= high and not schema.get("exclusiveMaximum", high + 1) <= high:
        schema["maximum"] = high
