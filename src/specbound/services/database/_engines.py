"""What a kind of database brings: its engines, and how its errors are to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import msgspec
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes, and times in seconds: `wait` for a connection or for the turn to write, `statement` for one statement."""

    connections: int
    wait: float
    statement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """The ways into one database. `reading` cannot write; `checking` opens a connection for each check.

    `turn` is held by the one that writes, where the database knows but one writer. `create` makes the database if
    there is none. `is_unavailable` tells errors of a database that cannot be used from errors of a statement.
    """

    reading: Engine
    writing: Engine
    checking: Engine
    create: Callable[[], None]
    is_unavailable: Callable[[DBAPIError], bool]
    turn: Lock | None = None


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


COMMON: dict[str, Any] = {
    "hide_parameters": True,  # what a row holds is not for the log
    "json_serializer": _to_json,
    "json_deserializer": msgspec.json.decode,
}
"""Settings of every engine."""
