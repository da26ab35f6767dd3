"""A value and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specbound.spec._file import File
from specbound.spec._pointer import Path, to_pointer


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value of a document with its file and path. It is looked at, never changed."""

    file: File
    path: Path
    value: Any

    @property
    def place(self) -> tuple[File, Path]:
        """What tells it from every other value."""
        return self.file, self.path

    @property
    def pointer(self) -> str:
        return to_pointer(self.path)

    @property
    def line(self) -> int:
        return self.file.line(self.path)

    @property
    def source(self) -> str:
        """File and JSON pointer: `openapi.yaml#/paths/~1items/get`."""
        return f"{self.file.name}{self.pointer}"

    @property
    def key(self) -> str:
        """The last token of its path."""
        return str(self.path[-1]) if self.path else ""

    def child(self, key: str | int) -> Node:
        """The member of an object or array that is known to be there."""
        return Node(self.file, (*self.path, key), self.value[key])

    def get(self, key: str) -> Node | None:
        """The member of an object, None where it is missing or this is no object."""
        return self.child(key) if isinstance(self.value, dict) and key in self.value else None

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of an object in their order; nothing where this is no object."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.child(key)

    def elements(self) -> Iterator[Node]:
        """The elements of an array in their order; nothing where this is no array."""
        if isinstance(self.value, list):
            for index in range(len(self.value)):
                yield self.child(index)

    def text(self, key: str, default: str = "") -> str:
        """A member that is a string, else the default."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """A member that is a boolean, else the default."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return value if isinstance(value, bool) else default
