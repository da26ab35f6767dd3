"""Keyset pagination with signed cursors: page 10,000 costs what page 1 costs, and no place in a list can be forged."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from types import GenericAlias
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Row, Select, tuple_
from sqlalchemy.orm import Session

from specbound.runtime import UnprocessableContent

__all__ = ["Cursors", "InvalidCursor", "Order", "Page", "Position", "page"]

Position: TypeAlias = tuple[Any, ...]
"""The values of the sort columns in the last row of a page: texts, integers, aware times."""

T = TypeVar("T", bound=tuple[Any, ...])
_TAG_BYTES = 16
_MAX_LENGTH = 2048


class InvalidCursor(UnprocessableContent):
    """422: the cursor was not written by this server, or for another operation, other filters or another order."""

    code, message = "INVALID_CURSOR", "This cursor does not belong to this list."


class Cursors:
    """Writes and reads cursors. `key` is the server's secret for this one purpose."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, position: Position, bound: Sequence[object]) -> str:
        """The cursor behind `position`. `bound` is what it holds for: the operation, its filters and its order."""
        payload = msgspec.json.encode(position)
        return base64.urlsafe_b64encode(self._tag(payload, bound) + payload).rstrip(b"=").decode()

    def read(self, cursor: str, kinds: Sequence[type], bound: Sequence[object]) -> Position:
        """The position behind which to go on, its values of these kinds.

        Raises `InvalidCursor` at `("query", "cursor")`.
        """
        data = _decoded(cursor)
        tag, payload = data[:_TAG_BYTES], data[_TAG_BYTES:]
        if not hmac.compare_digest(tag, self._tag(payload, bound)):
            raise InvalidCursor(loc=("query", "cursor"))
        position: Position = msgspec.json.decode(payload, type=GenericAlias(tuple, tuple(kinds)))
        return position

    def _tag(self, payload: bytes, bound: Sequence[object]) -> bytes:
        context = msgspec.json.encode(bound)
        message = len(context).to_bytes(4, "big") + context + payload
        return hmac.digest(self._key, message, hashlib.sha256)[:_TAG_BYTES]


@dataclass(frozen=True, slots=True)
class Order:
    """The columns by which a list is sorted, all in one direction.

    None of them may be NULL, and together they must be unique, which an identifier at the end sees to. One direction
    for all lets one comparison of rows, `(a, b) > (x, y)`, find the next page in an index on `(a, b)`.
    """

    columns: Sequence[ColumnElement[Any]]
    descending: bool = False

    @property
    def names(self) -> list[str]:
        """The names of the columns, by which a row is asked for its position and a cursor is bound to this order."""
        return [str(column.key) for column in self.columns]

    def apply(self, statement: Select[T], after: Position | None) -> Select[T]:
        """The statement sorted, and begun behind `after`."""
        if after is not None:
            row = tuple_(*self.columns)
            statement = statement.where(row < after if self.descending else row > after)
        return statement.order_by(*(column.desc() if self.descending else column.asc() for column in self.columns))


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and the cursor for those behind them, None at the end."""

    rows: Sequence[Row[T]]
    next_cursor: str | None


def page(
    session: Session,
    statement: Select[T],
    order: Order,
    *,
    limit: int,
    cursor: str | None,
    cursors: Cursors,
    bound: Sequence[object],
) -> Page[T]:
    """One page of `statement`: at most `limit` rows, the first ones or those behind `cursor`.

    A cursor holds for `bound` (the operation and its filters, as JSON values) and for `order`; for others it raises
    `InvalidCursor`. One row more than asked for is read, which tells whether there is a next page without counting.
    """
    scope = [*bound, *order.names, order.descending]
    kinds = [column.type.python_type for column in order.columns]
    after = None if cursor is None else cursors.read(cursor, kinds, scope)
    rows = session.execute(order.apply(statement, after).limit(limit + 1)).all()
    shown = rows[:limit]
    if len(rows) <= limit:
        return Page(shown, None)
    return Page(shown, cursors.write(tuple(getattr(shown[-1], name) for name in order.names), scope))


def _decoded(cursor: str) -> bytes:
    """The bytes of a cursor; nothing, which no tag fits, if it is no base64url."""
    if len(cursor) > _MAX_LENGTH or not cursor.isascii():
        return b""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return b""
