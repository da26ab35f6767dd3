"""The list of items: what it shows to whom, filters, order and pages."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.support.errors import locations, refused
from tests.support.store import JSONObject, RunningStore, add_item

SORTS = ["created_at", "-created_at", "name", "-name", "price", "-price"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    """A Store that holds the catalogue alone."""
    with RunningStore(tmp_path_factory.mktemp("shop") / "data", STORE_ADMIN_KEY=secrets.token_hex(16)) as store:
        yield store


@pytest.fixture(scope="module")
def catalogue(shop: RunningStore) -> list[JSONObject]:
    """Twenty-three items, every fourth private, with equal prices, equal stock and hostile names among them."""
    admin = shop.administrator()
    names = ["Zebra", "apple", "Ähre", "éclair", "10", "9", "a/b", "😀", "\U0001f980 crab", "\uffdc wide"]
    return [
        add_item(
            admin,
            name=names[number] if number < len(names) else f"thing {number}",
            price={"amount": (number * 7 % 5) * 1000, "currency": ("EUR", "USD", "JPY")[number % 3]},
            stock=number % 3,
            visibility="private" if number % 4 == 0 else "public",
        )
        for number in range(23)
    ]


@pytest.fixture
def visitor(shop: RunningStore, catalogue: list[JSONObject]) -> Iterator[httpx2.Client]:
    """Anyone, looking at the catalogue."""
    with shop.client() as client:
        yield client


@pytest.fixture
def keeper(shop: RunningStore, catalogue: list[JSONObject]) -> Iterator[httpx2.Client]:
    """An administrator, looking at the catalogue."""
    with shop.administrator() as client:
        yield client


def page(client: httpx2.Client, **query: object) -> JSONObject:
    """One page of the list."""
    response = client.get("/items", params={name: str(value) for name, value in query.items()})
    assert response.status_code == 200, response.text
    body: JSONObject = response.json()
    return body


def pages(client: httpx2.Client, **query: object) -> Iterator[list[JSONObject]]:
    """All pages of the list, each asked for when the one before has been looked at."""
    found = page(client, **query)
    yield found["items"]
    while found["next_cursor"] is not None:
        found = page(client, **query, cursor=found["next_cursor"])
        yield found["items"]


def ids(items: list[JSONObject]) -> list[str]:
    """The ids of these items."""
    return [item["id"] for item in items]


def sort_value(item: JSONObject, sort: str) -> Any:
    """What a list of this order goes by."""
    field = sort.removeprefix("-")
    return item["price"]["amount"] if field == "price" else item[field]


def test_the_public_sees_public_items_and_administrators_all(
    visitor: httpx2.Client, keeper: httpx2.Client, catalogue: list[JSONObject]
) -> None:
    seen = [item for item in catalogue if item["visibility"] == "public"]
    assert sorted(ids(page(visitor, limit=100)["items"])) == sorted(ids(seen))
    assert sorted(ids(page(keeper, limit=100)["items"])) == sorted(ids(catalogue))


def test_rows_are_the_items_themselves(keeper: httpx2.Client, catalogue: list[JSONObject]) -> None:
    rows = {item["id"]: item for item in page(keeper, limit=100)["items"]}
    assert rows == {item["id"]: item for item in catalogue}


def test_private_items_cannot_be_filtered_for_by_the_public(visitor: httpx2.Client, keeper: httpx2.Client) -> None:
    assert page(visitor, visibility="private") == {"items": [], "next_cursor": None}
    assert {item["visibility"] for item in page(keeper, visibility="private")["items"]} == {"private"}


@pytest.mark.parametrize(
    "query",
    [
        {"visibility": "private"},
        {"visibility": "public"},
        {"currency": "EUR"},
        {"currency": "CHF"},
        {"min_price": 2000},
        {"max_price": 2000},
        {"min_price": 1000, "max_price": 3000},
        {"min_price": 3000, "max_price": 1000},
        {"in_stock": "true"},
        {"in_stock": "false"},
        {"currency": "USD", "in_stock": "true", "max_price": 3000, "visibility": "public"},
    ],
)
def test_a_row_is_listed_if_it_matches_every_filter(
    keeper: httpx2.Client, catalogue: list[JSONObject], query: dict[str, Any]
) -> None:
    def matches(item: JSONObject) -> bool:
        price, in_stock = item["price"], "true" if item["stock"] else "false"
        wanted = {"visibility": item["visibility"], "currency": price["currency"], "in_stock": in_stock, **query}
        has = {**wanted, "visibility": item["visibility"], "currency": price["currency"], "in_stock": in_stock}
        return has == wanted and bool(query.get("min_price", 0) <= price["amount"] <= query.get("max_price", 10**9))

    listed = page(keeper, limit=100, **query)["items"]
    assert sorted(ids(listed)) == sorted(ids([item for item in catalogue if matches(item)]))


@pytest.mark.parametrize("sort", SORTS)
def test_the_list_is_in_the_order_that_is_asked_for(keeper: httpx2.Client, sort: str) -> None:
    values = [sort_value(item, sort) for item in page(keeper, limit=100, sort=sort)["items"]]
    assert values == sorted(values, reverse=sort.startswith("-"))


def test_the_newest_come_first_unless_told_otherwise(keeper: httpx2.Client) -> None:
    assert page(keeper, limit=100) == page(keeper, limit=100, sort="-created_at")


def test_twenty_rows_are_a_page_unless_told_otherwise(keeper: httpx2.Client) -> None:
    assert len(page(keeper)["items"]) == 20


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 2, 7, 22, 23, 100])
def test_pages_put_together_are_the_list(keeper: httpx2.Client, sort: str, limit: int) -> None:
    parts = list(pages(keeper, sort=sort, limit=limit))
    assert [item for part in parts for item in part] == page(keeper, sort=sort, limit=100)["items"]
    assert all(len(part) == limit for part in parts[:-1])
    assert 0 < len(parts[-1]) <= limit


def test_pages_hold_to_their_filters(keeper: httpx2.Client, catalogue: list[JSONObject]) -> None:
    parts = list(pages(keeper, sort="price", limit=2, currency="EUR", in_stock="true"))
    wanted = [item for item in catalogue if item["price"]["currency"] == "EUR" and item["stock"]]
    assert sorted(ids([item for part in parts for item in part])) == sorted(ids(wanted))


@pytest.mark.parametrize("sort", SORTS)
def test_rows_that_come_or_go_never_repeat_or_hide_another(own_store: RunningStore, sort: str) -> None:
    admin = own_store.administrator()
    marks = [f"{letter}{number}" for letter in "adgjm" for number in range(2)]
    stay = [
        add_item(admin, name=mark, price={"amount": place // 3, "currency": "EUR"}) for place, mark in enumerate(marks)
    ]
    seen: list[str] = []
    for turn, rows in enumerate(pages(admin, sort=sort, limit=3)):
        seen += ids(rows)
        for edge in ("A", "f", "z") if turn < 5 else ():
            add_item(admin, name=f"{edge}-{turn}", price={"amount": turn, "currency": "EUR"})
        admin.delete(f"/items/{rows[-1]['id']}")
    assert len(seen) == len(set(seen))
    assert set(ids(stay)) <= set(seen)


def test_a_cursor_that_was_not_issued_is_refused(keeper: httpx2.Client) -> None:
    cursor = page(keeper, limit=2)["next_cursor"]
    middle = len(cursor) // 2
    forged = [
        "x",
        "0" * len(cursor),
        cursor[:-1],
        cursor + cursor,
        cursor[:middle] + ("A" if cursor[middle] != "A" else "B") + cursor[middle + 1 :],
        base64.urlsafe_b64encode(b'{"sort":"name","id":"0"}').decode().rstrip("="),
        secrets.token_urlsafe(64),
    ]
    for text in forged:
        response = keeper.get("/items", params={"limit": "2", "cursor": text})
        assert locations(refused(response, 422, "INVALID_CURSOR")) == [("query", "cursor")]


@pytest.mark.parametrize("change", [{"sort": "name"}, {"currency": "EUR"}, {"in_stock": "true"}, {"min_price": "1"}])
def test_a_cursor_holds_for_its_own_list_only(keeper: httpx2.Client, change: dict[str, str]) -> None:
    cursor = page(keeper, limit=2)["next_cursor"]
    response = keeper.get("/items", params={"limit": "2", "cursor": cursor, **change})
    assert locations(refused(response, 422, "INVALID_CURSOR")) == [("query", "cursor")]


def test_an_administrators_cursor_shows_the_public_nothing_private(
    keeper: httpx2.Client, visitor: httpx2.Client
) -> None:
    cursor = page(keeper, limit=2, sort="name")["next_cursor"]
    response = visitor.get("/items", params={"limit": "100", "cursor": cursor, "sort": "name"})
    assert "private" not in response.text


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=010", "limit"),
        ("limit=%2B5", "limit"),
        ("limit=+5", "limit"),
        ("limit=1_0", "limit"),
        ("limit=5&limit=6", "limit"),
        ("limit=", "limit"),
        ("limit", "limit"),
        ("limit=5.5", "limit"),
        ("limit=%D9%A5", "limit"),
        ("limit=99999999999999999999999999", "limit"),
        ("in_stock=yes", "in_stock"),
        ("in_stock=True", "in_stock"),
        ("in_stock=1", "in_stock"),
        ("visibility=PUBLIC", "visibility"),
        ("currency=EUR%00", "currency"),
        ("currency=%FF%FF%FF", "currency"),
        ("currency=%zz", "currency"),
        ("sort=stock", "sort"),
        ("min_price=-1", "min_price"),
        ("min_price=9007199254740992", "min_price"),
        ("cursor=", "cursor"),
        ("cursor=a.b", "cursor"),
        ("colour=red", "colour"),
        ("LIMIT=5", "LIMIT"),
        ("limit[]=5", "limit[]"),
    ],
)
def test_a_query_outside_the_contract_is_refused_with_its_place(visitor: httpx2.Client, query: str, where: str) -> None:
    violations = refused(visitor.get(f"/items?{query}"), 422, "VALIDATION_ERROR")
    assert set(locations(violations)) == {("query", where)}


def test_every_wrong_parameter_is_told_at_once(visitor: httpx2.Client) -> None:
    violations = refused(visitor.get("/items?limit=0&sort=up&colour=red&in_stock=maybe"), 422, "VALIDATION_ERROR")
    assert set(locations(violations)) == {("query", name) for name in ("limit", "sort", "colour", "in_stock")}


@pytest.mark.parametrize("query", ["limit=5.0", "limit=%35", "limit=5&", "&limit=5", "in_stock=true&limit=5"])
def test_a_query_inside_the_contract_is_accepted_in_any_writing(visitor: httpx2.Client, query: str) -> None:
    assert len(visitor.get(f"/items?{query}").json()["items"]) == 5
