"""Paths and the operations on them (OpenAPI 3.1, 4.8.8 and 4.8.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from specbound.contract.build._context import Context
from specbound.spec import BrokenReference, Node

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(path: str) -> list[str]:
    """The names in braces, each once."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(path)))


def shape_of(path: str) -> str:
    """The path without the names of its placeholders: two of one shape match the same requests."""
    return _PLACEHOLDER.sub("{}", path)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation where it stands: the parameters that its path item gives, and why it cannot be served, if so."""

    path: str
    method: str
    operation: Node
    shared: Node | None
    unsupported: str | None = None


@dataclass(slots=True)
class Paths:
    """Finds the operations of one document."""

    context: Context
    _seen: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def endpoints(self) -> Iterator[Endpoint]:
        """The operations in the document's order."""
        paths = self.context.library.root.get("paths")
        for path, item in paths.items() if paths else ():
            if not path.startswith("x-"):
                yield from self._item(path, item)

    def _item(self, path: str, item: Node) -> Iterator[Endpoint]:
        fault = self._routable(path, item)
        members, broken = self._members(item)
        for method, operation in self._operations(members):
            if isinstance(operation.value, dict):
                reason = fault or broken or self._rival(path, method, operation)
                yield Endpoint(path, method, operation, members.get("parameters"), reason)
            else:
                self.context.report.add(operation, "malformed", "an operation is an object")

    def _members(self, item: Node) -> tuple[dict[str, Node], str | None]:
        """What a path item holds; what stands beside its `$ref` wins over what it refers to."""
        members, seen = dict(item.items()), {item.place}
        while isinstance(reference := item.value, dict) and isinstance(reference.get("$ref"), str):
            try:
                item = self.context.library.target(item, reference["$ref"])
            except BrokenReference as fault:
                return members, str(self.context.refuse(item, fault.code, fault.message))
            if item.place in seen:
                return members, str(self.context.refuse(item, "circular-reference", "the path item refers to itself"))
            seen.add(item.place)
            members = dict(item.items()) | members
        return members, None

    def _operations(self, members: dict[str, Node]) -> Iterator[tuple[str, Node]]:
        modern = self.context.library.version.startswith("3.2")
        for key, node in members.items():
            if key in _METHODS or (modern and key == "query"):
                yield key.upper(), node
            elif modern and key == "additionalOperations":
                yield from node.items()

    def _routable(self, path: str, item: Node) -> str | None:
        if path.startswith("/") and not set(path) & {"?", "#"}:
            return None
        return str(self.context.refuse(item, "path-not-routable", f"no request has the path {path!r}"))

    def _rival(self, path: str, method: str, operation: Node) -> str | None:
        """Another path before this one that matches the same requests."""
        key = (shape_of(path), method)
        first = self._seen.get(key)
        self._seen.setdefault(key, path)
        if first is None:
            return None
        return str(self.context.refuse(operation, "same-path", f"{method} {first} matches the same requests"))
