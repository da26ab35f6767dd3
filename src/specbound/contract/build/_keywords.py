"""The keywords of JSON Schema 2020-12 by what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specbound.spec import Node

SCHEMA = frozenset(
    {
        "additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then",
        "unevaluatedItems", "unevaluatedProperties",
    }
)  # fmt: skip
LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
MAPS = frozenset({"dependentSchemas", "patternProperties", "properties"})

SAME_INSTANCE = frozenset({"allOf", "anyOf", "dependentSchemas", "else", "oneOf", "then"})
"""Keywords whose schemas speak of the same value, and are in force together with what stands beside them."""


def subschemas(node: Node) -> Iterator[tuple[str, Node]]:
    """The schemas directly inside one, each with the keyword that holds it."""
    for key, member in node.items():
        if key in MAPS:
            yield from ((key, inner) for _, inner in member.items())
        elif key in LISTS or (key == "items" and isinstance(member.value, list)):
            yield from ((key, inner) for inner in member.elements())
        elif key in SCHEMA:
            yield key, member


def inner_schemas(schema: dict[str, Any]) -> Iterator[Any]:
    """The schemas directly inside one that has been read."""
    for key, value in schema.items():
        if key in MAPS:
            yield from value.values()
        elif key in LISTS:
            yield from value
        elif key in SCHEMA:
            yield value
