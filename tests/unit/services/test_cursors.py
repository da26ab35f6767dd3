"""The laws of pages and their cursors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, String, Table, select
from sqlalchemy.orm import Session

from specbound.services.cursors import Cursors, InvalidCursor, Order, Page, Position, page
from specbound.services.database import Database, UtcDateTime

CURSORS = Cursors(b"key")
BOUND = ["list_things", {"color": "red"}]
START = datetime(2026, 1, 1, tzinfo=UTC)
THINGS = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("group", String, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)
ORDERS = {
    "group": [THINGS.c.group, THINGS.c.id],
    "made_at": [THINGS.c.made_at, THINGS.c.id],
    "id": [THINGS.c.id],
}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Ten things, of which several share a group and a time."""
    with database.transaction() as session:
        THINGS.create(session.connection())
        for number in range(10):
            made_at = START + timedelta(microseconds=number % 3)
            session.execute(THINGS.insert().values(id=number, group="xyz"[number % 3], made_at=made_at))
        yield session


def some(session: Session, order: Order, limit: int, cursor: str | None) -> Page[Any]:
    """One page of the things."""
    return page(session, select(THINGS), order, limit=limit, cursor=cursor, cursors=CURSORS, bound=BOUND)


def walk(session: Session, order: Order, limit: int) -> list[int]:
    """All ids, page by page."""
    ids: list[int] = []
    cursor: str | None = None
    while True:
        found = some(session, order, limit, cursor)
        assert len(found.rows) <= limit
        ids += [row.id for row in found.rows]
        cursor = found.next_cursor
        if cursor is None:
            return ids


@pytest.mark.parametrize("limit", [1, 3, 10, 11])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", list(ORDERS))
def test_the_pages_together_are_the_whole_list_in_its_order(
    session: Session, name: str, descending: bool, limit: int
) -> None:
    order = Order(ORDERS[name], descending=descending)
    whole = [row.id for row in session.execute(order.apply(select(THINGS), None))]
    assert len(whole) == 10
    assert walk(session, order, limit) == whole


def test_rows_that_come_and_go_neither_repeat_nor_hide_others(session: Session) -> None:
    order = Order(ORDERS["group"])
    first = some(session, order, 5, None)
    session.execute(THINGS.delete().where(THINGS.c.id == first.rows[0].id))
    session.execute(THINGS.insert().values(id=99, group="a", made_at=START))
    second = some(session, order, 5, first.next_cursor)
    assert sorted(row.id for row in [*first.rows, *second.rows]) == list(range(10))


def test_the_last_page_has_no_cursor_even_when_it_is_full(session: Session) -> None:
    assert some(session, Order(ORDERS["id"]), 10, None).next_cursor is None


def test_a_cursor_holds_for_its_own_order_only(session: Session) -> None:
    cursor = some(session, Order(ORDERS["group"]), 5, None).next_cursor
    for other in (Order(ORDERS["group"], descending=True), Order(ORDERS["made_at"])):
        with pytest.raises(InvalidCursor):
            some(session, other, 5, cursor)


@given(
    st.tuples(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.integers(-(2**63), 2**63 - 1),
        st.datetimes(timezones=st.just(UTC)),
    )
)
def test_a_position_is_read_as_it_was_written(position: Position) -> None:
    cursor = CURSORS.write(position, BOUND)
    assert CURSORS.read(cursor, [str, int, datetime], BOUND) == position


@pytest.mark.parametrize("bound", [["list_others", {"color": "red"}], ["list_things", {"color": "blue"}], []])
def test_a_cursor_holds_for_its_own_operation_and_filters_only(bound: list[object]) -> None:
    cursor = CURSORS.write(("x",), BOUND)
    with pytest.raises(InvalidCursor) as caught:
        CURSORS.read(cursor, [str], bound)
    assert caught.value.status == 422
    assert caught.value.violations[0].loc == ("query", "cursor")


def test_a_cursor_of_another_server_is_refused() -> None:
    with pytest.raises(InvalidCursor):
        CURSORS.read(Cursors(b"other").write(("x",), BOUND), [str], BOUND)


@given(st.text(max_size=200))
def test_no_other_text_is_a_cursor(text: str) -> None:
    with pytest.raises(InvalidCursor):
        CURSORS.read(text, [str], BOUND)


@given(position=st.integers(0, 27), character=st.sampled_from("ABCxyz019-_"))
def test_a_cursor_in_which_one_character_differs_is_refused(position: int, character: str) -> None:
    cursor = CURSORS.write(("xyz",), BOUND)
    forged = cursor[:position] + character + cursor[position + 1 :]
    if forged != cursor:
        with pytest.raises(InvalidCursor):
            CURSORS.read(forged, [str], BOUND)
