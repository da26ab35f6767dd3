"""Items: who may see and edit them, and what a PATCH changes."""

from __future__ import annotations

import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from tests.support.errors import locations, refused
from tests.support.store import Account, RunningStore, add_item, new_item

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def test_an_item_is_answered_as_it_was_added(admin: httpx2.Client, public: httpx2.Client) -> None:
    told = new_item(description="14 inches", stock=3, metadata={"color": "silver"})
    response = admin.post("/items", json=told)
    assert response.status_code == 201
    item = response.json()
    assert {name: item[name] for name in told} == told
    assert response.headers["location"] == f"/items/{item['id']}"
    read = public.get(response.headers["location"])
    assert read.json() == item
    assert read.headers["etag"] == response.headers["etag"]


def test_an_item_is_private_and_without_stock_unless_told_otherwise(admin: httpx2.Client) -> None:
    response = admin.post("/items", json={"name": secrets.token_hex(8), "price": {"amount": 0, "currency": "EUR"}})
    item = response.json()
    assert (item["visibility"], item["stock"], item["description"], item["metadata"]) == ("private", 0, None, {})


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/items"), ("PATCH", f"/items/{UNKNOWN}"), ("DELETE", f"/items/{UNKNOWN}")]
)
def test_only_administrators_edit(public: httpx2.Client, alice: Account, method: str, path: str) -> None:
    body = None if method == "DELETE" else new_item()
    wrong = {"X-Admin-Key": "wrong"}
    as_admin = {"X-Admin-Key": alice.key}
    for client, headers in ((public, {}), (public, wrong), (alice.client, {}), (alice.client, as_admin)):
        response = client.request(method, path, json=body, headers=headers)
        refused(response, 401, "UNAUTHORIZED")
        assert "X-Admin-Key" in response.headers["www-authenticate"]


def test_a_private_item_exists_for_administrators_alone(
    admin: httpx2.Client, public: httpx2.Client, alice: Account
) -> None:
    path = f"/items/{add_item(admin, visibility='private')['id']}"
    assert admin.get(path).status_code == 200
    missing = refused(public.get(f"/items/{UNKNOWN}"), 404, "ITEM_NOT_FOUND")
    assert refused(public.get(path), 404, "ITEM_NOT_FOUND") == missing
    assert refused(alice.client.get(path), 404, "ITEM_NOT_FOUND") == missing
    assert refused(public.get(path, headers={"If-None-Match": "*"}), 404, "ITEM_NOT_FOUND") == missing


def test_an_unknown_key_is_refused_where_none_is_needed(public: httpx2.Client, admin: httpx2.Client) -> None:
    item = add_item(admin)
    for path in ("/items", f"/items/{item['id']}"):
        refused(public.get(path, headers={"X-Admin-Key": "wrong"}), 401, "UNAUTHORIZED")


def test_an_item_goes_public_and_private_again(admin: httpx2.Client, public: httpx2.Client) -> None:
    path = f"/items/{add_item(admin, visibility='private')['id']}"
    for visibility, status in (("public", 200), ("private", 404)):
        assert admin.patch(path, json={"visibility": visibility}).json()["visibility"] == visibility
        assert public.get(path).status_code == status


def test_a_name_is_taken_once(admin: httpx2.Client) -> None:
    first, second = add_item(admin), add_item(admin)
    for response in (
        admin.post("/items", json=new_item(name=first["name"])),
        admin.patch(f"/items/{second['id']}", json={"name": first["name"], "stock": 9}),
    ):
        assert locations(refused(response, 409, "ITEM_NAME_TAKEN")) == [("body", "name")]
    assert admin.get(f"/items/{second['id']}").json() == second
    assert admin.patch(f"/items/{first['id']}", json={"name": first["name"]}).status_code == 200


def test_of_many_who_add_an_item_of_one_name_at_once_one_succeeds(store: RunningStore, admin: httpx2.Client) -> None:
    item = new_item()

    def add(number: int) -> int:
        with store.administrator() as client:
            return client.post("/items", json={**item, "stock": number}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(add, range(8))) == {201: 1, 409: 7}


def test_names_are_compared_exactly(admin: httpx2.Client) -> None:
    mark = secrets.token_hex(8)
    names = [f"{mark} é", f"{mark} e\u0301", f"{mark} É", f"{mark} é "]
    assert [add_item(admin, name=name)["name"] for name in names] == names


def test_a_patch_keeps_what_is_left_out_and_clears_what_is_null(admin: httpx2.Client) -> None:
    item = add_item(admin, description="old", stock=3, metadata={"color": "silver"})
    path = f"/items/{item['id']}"
    restocked = admin.patch(path, json={"stock": 25}).json()
    assert restocked == {**item, "stock": 25, "updated_at": restocked["updated_at"]}
    assert restocked["updated_at"] > item["updated_at"]
    cleared = admin.patch(path, json={"description": None}).json()
    assert cleared == {**restocked, "description": None, "updated_at": cleared["updated_at"]}
    assert admin.get(path).json() == cleared


def test_a_price_is_replaced_as_a_whole(admin: httpx2.Client) -> None:
    path = f"/items/{add_item(admin)['id']}"
    price = {"amount": 1, "currency": "JPY"}
    assert admin.patch(path, json={"price": price}).json()["price"] == price
    violations = refused(admin.patch(path, json={"price": {"amount": 2}}), 422, "VALIDATION_ERROR")
    assert locations(violations)[0][:2] == ("body", "price")
    assert admin.get(path).json()["price"] == price


def test_metadata_is_merged(admin: httpx2.Client) -> None:
    path = f"/items/{add_item(admin, metadata={'color': 'silver', 'season': 'spring', 'size': 'M'})['id']}"
    patch = {"color": "black", "season": None, "shelf": "7", "never": None}
    merged = {"color": "black", "size": "M", "shelf": "7"}
    assert admin.patch(path, json={"metadata": patch}).json()["metadata"] == merged
    assert admin.patch(path, json={"metadata": {}}).json()["metadata"] == merged
    assert admin.get(path).json()["metadata"] == merged


def test_metadata_never_outgrows_its_bound(admin: httpx2.Client) -> None:
    full = {f"key{number}": "x" for number in range(50)}
    path = f"/items/{add_item(admin, metadata=full)['id']}"
    response = admin.patch(path, json={"metadata": {"one.more": "x"}, "stock": 9})
    assert locations(refused(response, 409, "METADATA_FULL")) == [("body", "metadata")]
    assert admin.get(path).json()["metadata"] == full
    assert admin.get(path).json()["stock"] == 0
    swapped = admin.patch(path, json={"metadata": {"key0": None, "one.more": "x"}})
    assert swapped.json()["metadata"].keys() == (full.keys() - {"key0"}) | {"one.more"}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"price": {"amount": -1, "currency": "EUR"}}, ("body", "price", "amount")),
        ({"price": {"amount": 2**53, "currency": "EUR"}}, ("body", "price", "amount")),
        ({"price": {"amount": 1.5, "currency": "EUR"}}, ("body", "price", "amount")),
        ({"price": {"amount": "1", "currency": "EUR"}}, ("body", "price", "amount")),
        ({"price": {"amount": 1, "currency": "eur"}}, ("body", "price", "currency")),
        ({"price": {"amount": 1, "currency": "EUR\n"}}, ("body", "price", "currency")),
        ({"stock": 1_000_000_001}, ("body", "stock")),
        ({"stock": None}, ("body", "stock")),
        ({"visibility": "hidden"}, ("body", "visibility")),
        ({"description": "x" * 5001}, ("body", "description")),
        ({"description": "a\0b"}, ("body", "description")),
        ({"metadata": {"color": 1}}, ("body", "metadata", "color")),
        ({"metadata": {"color": "x" * 501}}, ("body", "metadata", "color")),
        ({"name": ""}, ("body", "name")),
        ({"name": "x" * 121}, ("body", "name")),
        ({"name": "."}, ("body", "name")),
        ({"name": ".."}, ("body", "name")),
        ({"name": "a\u0085b"}, ("body", "name")),
    ],
)
def test_what_breaks_the_schema_is_refused_with_its_place(
    admin: httpx2.Client, change: dict[str, Any], where: tuple[str, ...]
) -> None:
    item = add_item(admin)
    response = admin.post("/items", json={**new_item(), **change})
    assert set(locations(refused(response, 422, "VALIDATION_ERROR"))) == {where}
    response = admin.patch(f"/items/{item['id']}", json=change)
    assert set(locations(refused(response, 422, "VALIDATION_ERROR"))) == {where}
    assert admin.get(f"/items/{item['id']}").json() == item


def test_every_violation_is_told_at_once(admin: httpx2.Client) -> None:
    body = {"name": "", "price": {"amount": -1, "currency": "euro"}, "stock": "3", "colour": "red"}
    response = admin.post("/items", json=body)
    assert set(locations(refused(response, 422, "VALIDATION_ERROR"))) == {
        ("body", "colour"),
        ("body", "name"),
        ("body", "price", "amount"),
        ("body", "price", "currency"),
        ("body", "stock"),
    }


def test_large_amounts_stay_exact(admin: httpx2.Client) -> None:
    price = {"amount": 2**53 - 1, "currency": "EUR"}
    item = add_item(admin, price=price, stock=1_000_000_000)
    assert item["price"] == price
    assert admin.get(f"/items/{item['id']}").json()["price"]["amount"] == 2**53 - 1


def test_an_integer_may_be_written_with_a_fraction_of_zero(admin: httpx2.Client) -> None:
    item = add_item(admin, stock=3.0)
    assert item["stock"] == 3
    assert isinstance(admin.get(f"/items/{item['id']}").json()["stock"], int)


def test_a_removed_item_is_gone_and_its_name_free(admin: httpx2.Client, public: httpx2.Client) -> None:
    item = add_item(admin)
    path = f"/items/{item['id']}"
    response = admin.delete(path)
    assert (response.status_code, response.content) == (204, b"")
    assert "content-type" not in response.headers
    refused(public.get(path), 404, "ITEM_NOT_FOUND")
    refused(admin.delete(path), 404, "ITEM_NOT_FOUND")
    refused(admin.patch(path, json={"stock": 1}), 404, "ITEM_NOT_FOUND")
    assert add_item(admin, name=item["name"])["id"] != item["id"]


@pytest.mark.parametrize(
    "item_id", ["1", "not-a-uuid", UNKNOWN.replace("-", ""), UNKNOWN[:-1], UNKNOWN + "0", "ABCDEF00" + UNKNOWN[8:]]
)
def test_what_is_no_id_is_refused_with_its_place(admin: httpx2.Client, item_id: str) -> None:
    for method in ("GET", "DELETE"):
        violations = refused(admin.request(method, f"/items/{item_id}"), 422, "VALIDATION_ERROR")
        assert set(locations(violations)) == {("path", "item_id")}


def test_an_editors_mistake_in_path_header_and_body_is_told_at_once(admin: httpx2.Client) -> None:
    response = admin.patch("/items/1?colour=red", json={"stock": -1}, headers={"If-Match": "5"})
    assert {where[:2] for where in locations(refused(response, 422, "VALIDATION_ERROR"))} == {
        ("path", "item_id"),
        ("query", "colour"),
        ("header", "If-Match"),
        ("body", "stock"),
    }
