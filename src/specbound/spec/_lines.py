"""Where things stand in a text: a tree of line numbers that mirrors the value read from it."""

from __future__ import annotations

from typing import TypeAlias

from specbound.spec._pointer import Path

Duplicate: TypeAlias = tuple[Path, int]
"""A key that an object has twice: its path, and the line where it stands again."""

Members: TypeAlias = "dict[str | int, Lines]"


class Lines:
    """The line of one value, from 1, and those of its members. A member of an object stands where its key does."""

    __slots__ = ("line", "members")

    def __init__(self, line: int, members: Members | None = None) -> None:
        self.line = line
        self.members = members

    def at(self, path: Path) -> int:
        """The line of the value at a path, or of the nearest one around it that exists."""
        here = self
        for token in path:
            inner = here.members.get(token) if here.members else None
            if inner is None:
                break
            here = inner
        return here.line
