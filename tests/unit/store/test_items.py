"""The rules on items."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy.orm import Session

from generated import errors, models
from generated import operations as op
from specbound.runtime import MISSING
from specbound.services.cursors import InvalidCursor
from store import items, tables, versions
from store.resources import Resources

UNKNOWN = "01a0c3de-7b12-7e5a-8c31-0d9f4b2a6e57"
PRICE = models.Money(amount=129900, currency="EUR")


def add(session: Session, name: str = "Laptop", **properties: object) -> tables.Item:
    """An item of this name."""
    return items.add(session, models.ItemCreate.model_validate({"name": name, "price": PRICE, **properties}))


def patch(**properties: object) -> models.ItemPatch:
    """A change of these properties."""
    return models.ItemPatch.model_validate(properties)


def found(session: Session, store: Resources, *, sees_all: bool = True, **query: Any) -> list[str]:
    """The names on the first page."""
    page = items.find(session, store.cursors, op.ListItemsRequest(**query), sees_all=sees_all)
    return [row.name for row in page.rows]


def test_an_item_is_private_and_without_stock_unless_told_otherwise(store: Resources) -> None:
    with store.database.transaction() as session:
        item = items.read(session, add(session).id, sees_all=True)
    assert (item.visibility, item.stock, item.description, item.meta) == ("private", 0, None, {})


def test_a_name_belongs_to_one_item_until_that_is_removed(store: Resources) -> None:
    with store.database.transaction() as session:
        first = add(session)
    with pytest.raises(errors.ItemNameTaken) as caught, store.database.transaction() as session:
        add(session)
    assert caught.value.violations[0].loc == ("body", "name")
    with store.database.transaction() as session:
        items.remove(session, first.id, MISSING)
        second = add(session)
    assert versions.etag(second) != versions.etag(first)


def test_names_that_differ_in_case_only_are_two(store: Resources) -> None:
    with store.database.transaction() as session:
        add(session, "Laptop")
        add(session, "laptop")
        assert found(session, store, sort="name") == ["Laptop", "laptop"]


def test_to_the_public_a_private_item_does_not_exist(store: Resources) -> None:
    with store.database.transaction() as session:
        private = add(session, "Prototype")
        public = add(session, "Laptop", visibility="public")
        with pytest.raises(errors.ItemNotFound):
            items.read(session, private.id, sees_all=False)
        assert items.read(session, public.id, sees_all=False).name == "Laptop"
        assert found(session, store, sees_all=False) == ["Laptop"]
        assert found(session, store, sees_all=False, visibility="private") == []


def test_each_part_of_the_store_has_its_own_items(store: Resources) -> None:
    with store.database.transaction() as session:
        add(session, "Prototype")
        assert items.read_by_name(session, "Prototype", "private").name == "Prototype"
        with pytest.raises(errors.ItemNotFound):
            items.read_by_name(session, "Prototype", "public")


@pytest.mark.parametrize("name", ["a/b", "100 %", "?x=1#y", "Ünïcödé 🦄", "' OR 1=1 --", "a\\b", "_", "%"])
def test_a_name_may_hold_any_character(store: Resources, name: str) -> None:
    with store.database.transaction() as session:
        add(session, name, visibility="public")
        add(session, "other", visibility="public")
        assert items.read_by_name(session, name, "public").name == name


def test_what_is_sent_is_changed_what_is_left_out_is_kept_and_null_clears(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session, stock=3, description="14 inches", visibility="public")
        items.change(session, item.id, patch(description=None, stock=4), MISSING)
    with store.database.transaction() as session:
        row = items.read(session, item.id, sees_all=True)
        assert (row.name, row.description, row.price_amount, row.stock, row.visibility) == (
            "Laptop",
            None,
            129900,
            4,
            "public",
        )


def test_the_price_is_replaced_as_a_whole(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session)
        changed = items.change(session, item.id, patch(price={"amount": 5, "currency": "USD"}), MISSING)
        assert (changed.price_amount, changed.price_currency) == (5, "USD")


def test_metadata_is_merged_and_null_removes_a_member(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session, metadata={"color": "silver", "season": "spring", "size": "14"})
        items.change(session, item.id, patch(metadata={"color": "black", "season": None, "new": "x"}), MISSING)
    with store.database.transaction() as session:
        row = items.read(session, item.id, sees_all=True)
        assert row.meta == {"color": "black", "size": "14", "new": "x"}


def test_metadata_never_grows_beyond_fifty_members(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session, metadata={str(number): "x" for number in range(50)})
        items.change(session, item.id, patch(metadata={"0": None, "new": "x"}), MISSING)
        with pytest.raises(errors.MetadataFull):
            items.change(session, item.id, patch(metadata={"one": "x"}), MISSING)


def test_the_largest_values_that_the_contract_allows_are_kept_exactly(store: Resources) -> None:
    with store.database.transaction() as session:
        price = {"amount": 2**53 - 1, "currency": "EUR"}
        item = add(session, "x" * 120, price=price, stock=10**9, description="y" * 5000)
    with store.database.transaction() as session:
        row = items.read(session, item.id, sees_all=True)
        assert (row.price_amount, row.stock, len(row.description)) == (2**53 - 1, 10**9, 5000)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"currency": "EUR"}, ["b", "a"]),
        ({"min_price": 20}, ["c", "b"]),
        ({"max_price": 20}, ["b", "a"]),
        ({"min_price": 20, "max_price": 20}, ["b"]),
        ({"in_stock": True}, ["b"]),
        ({"in_stock": False}, ["c", "a"]),
        ({"visibility": "public"}, ["b"]),
        ({"visibility": "public", "currency": "USD"}, []),
    ],
)
def test_every_filter_is_kept(store: Resources, query: dict[str, Any], names: list[str]) -> None:
    with store.database.transaction() as session:
        add(session, "a", price={"amount": 10, "currency": "EUR"})
        add(session, "b", price={"amount": 20, "currency": "EUR"}, stock=1, visibility="public")
        add(session, "c", price={"amount": 30, "currency": "USD"})
        assert found(session, store, sort="-name", **query) == names


@pytest.mark.parametrize("sort", ["created_at", "-created_at", "name", "-name", "price", "-price"])
def test_every_order_pages_through_all_items(store: Resources, sort: Any) -> None:
    with store.database.transaction() as session:
        for number in range(7):
            add(session, f"item {number}", price={"amount": number % 3, "currency": "EUR"})
        names: list[str] = []
        cursor: str | MISSING = MISSING
        while True:
            request = op.ListItemsRequest(sort=sort, limit=2, cursor=cursor)
            page = items.find(session, store.cursors, request, sees_all=True)
            names += [row.name for row in page.rows]
            if page.next_cursor is None:
                break
            cursor = page.next_cursor
    assert sorted(names) == [f"item {number}" for number in range(7)]


def test_a_cursor_holds_for_the_same_filters_order_and_caller_only(store: Resources) -> None:
    with store.database.transaction() as session:
        for name in ("a", "b"):
            add(session, name, visibility="public")
        request = op.ListItemsRequest(limit=1, sort="name")
        cursor = items.find(session, store.cursors, request, sees_all=True).next_cursor
        assert cursor is not None
        assert found(session, store, limit=5, sort="name", cursor=cursor) == ["b"]
        others: list[Callable[[], list[str]]] = [
            lambda: found(session, store, sort="-name", cursor=cursor),
            lambda: found(session, store, sort="name", currency="EUR", cursor=cursor),
            lambda: found(session, store, sort="name", cursor=cursor, sees_all=False),
        ]
        for other in others:
            with pytest.raises(InvalidCursor):
                other()


def test_what_does_not_exist_is_neither_read_changed_nor_removed(store: Resources) -> None:
    with store.database.transaction() as session:
        with pytest.raises(errors.ItemNotFound):
            items.read(session, UNKNOWN, sees_all=True)
        with pytest.raises(errors.ItemNotFound):
            items.change(session, UNKNOWN, patch(stock=1), MISSING)
        with pytest.raises(errors.ItemNotFound):
            items.remove(session, UNKNOWN, "*")


def test_another_version_than_the_one_that_was_read_is_neither_changed_nor_removed(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session)
        stale = versions.etag(item)
        items.change(session, item.id, patch(stock=1), stale)
        with pytest.raises(errors.PreconditionFailed):
            items.change(session, item.id, patch(stock=2), stale)
        with pytest.raises(errors.PreconditionFailed):
            items.remove(session, item.id, stale)


def test_of_two_edits_of_the_same_version_at_once_one_wins_and_one_is_told(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session)
        tag = versions.etag(item)
    start = Barrier(2)

    def edit(stock: int) -> int | None:
        start.wait(10)
        try:
            with store.database.transaction() as session:
                items.change(session, item.id, patch(stock=stock), tag)
        except errors.PreconditionFailed:
            return None
        return stock

    with ThreadPoolExecutor(2) as pool:
        won = [stock for stock in pool.map(edit, [1, 2]) if stock is not None]
    with store.database.transaction() as session:
        assert [items.read(session, item.id, sees_all=True).stock] == won


def test_edits_of_different_parts_at_once_are_all_kept(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session)
    start = Barrier(8)

    def edit(number: int) -> None:
        start.wait(10)
        for step in range(5):
            with store.database.transaction() as session:
                items.change(session, item.id, patch(metadata={f"{number}.{step}": "kept"}), MISSING)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(edit, range(8)))
    with store.database.transaction() as session:
        row = items.read(session, item.id, sees_all=True)
        assert (len(row.meta), row.version) == (40, 41)


def test_stock_and_price_cannot_fall_below_zero_whatever_the_code_does(store: Resources) -> None:
    with store.database.transaction() as session:
        item = add(session)
    for column in ("stock", "price_amount"):
        with pytest.raises(Exception, match="CHECK constraint failed"), store.database.transaction() as session:
            setattr(session.get(tables.Item, item.id), column, -1)
