"""Which properties only responses (readOnly) or only requests (writeOnly) may have.

OpenAPI 3.1, 4.8.24; JSON Schema 2020-12 validation, 9.4.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from specbound.contract.build._context import Context
from specbound.spec import BrokenReference, Node

Direction: TypeAlias = Literal["request", "response"]

BLOCKED: dict[Direction, str] = {"request": "readOnly", "response": "writeOnly"}
"""The annotation that keeps a property out of what goes in this direction."""


class Marks:
    """Answers for one document, each found once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._blocked: dict[tuple[object, str], bool] = {}
        self._hidden: dict[tuple[object, Direction], frozenset[str]] = {}
        self._in_use = False
        self._looked_at = 0

    def in_use(self) -> bool:
        """Whether the document has any such property; most have none, and need no second view of anything."""
        files = self._context.library.files
        self._in_use = self._in_use or any(file.mentions("readOnly", "writeOnly") for file in files[self._looked_at :])
        self._looked_at = len(files)
        return self._in_use

    def blocked(self, node: Node, direction: Direction) -> bool:
        """Whether a property with this schema is kept out: by itself, through its reference, or through `allOf`."""
        return self._carries(node, BLOCKED[direction], set())

    def hidden(self, node: Node, direction: Direction) -> frozenset[str]:
        """The properties that an object of this schema, with its `allOf` and references, does not have."""
        key = (node.place, direction)
        if key not in self._hidden:
            self._hidden[key] = frozenset(self._collect(node, direction, set()))
        return self._hidden[key]

    def _carries(self, node: Node, flag: str, seen: set[object]) -> bool:
        key = (node.place, flag)
        if key in self._blocked:
            return self._blocked[key]
        if node.place in seen:
            return False
        seen.add(node.place)
        found = any(self._carries(each, flag, seen) for each in self.family(node)) or self._flagged(node, flag)
        self._blocked[key] = found
        return found

    def _flagged(self, node: Node, flag: str) -> bool:
        return node.flag(flag) and not (self._context.library.legacy and "$ref" in node.value)

    def _collect(self, node: Node, direction: Direction, seen: set[object]) -> set[str]:
        if node.place in seen:
            return set()
        seen.add(node.place)
        names: set[str] = set()
        for each in self.family(node):
            names |= self._collect(each, direction, seen)
        properties = node.get("properties")
        if properties is not None and not (self._context.library.legacy and "$ref" in node.value):
            names |= {name for name, inner in properties.items() if self.blocked(inner, direction)}
        return names

    def family(self, node: Node) -> list[Node]:
        """The schemas that are in force together with one: what it refers to, and the members of `allOf`."""
        if not isinstance(node.value, dict):
            return []
        found: list[Node] = []
        reference = node.value.get("$ref")
        if isinstance(reference, str):
            try:
                found.append(self._context.library.target(node, reference))
            except BrokenReference:
                return found  # reported where the schema is read
            if self._context.library.legacy:
                return found
        members = node.get("allOf")
        return found + (list(members.elements()) if members else [])
